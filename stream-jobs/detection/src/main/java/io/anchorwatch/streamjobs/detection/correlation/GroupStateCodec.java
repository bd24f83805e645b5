// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group's state as bytes. Version 1: cluster, group values, closing window, undecided times, provisional id, timer, whether
 * capped, the different stories, the entries with their story's place, and the episode if there is one.
 */
final class GroupStateCodec {

    private static final int VERSION = 1;

    private GroupStateCodec() {}

    static byte[] encode(GroupState state) {
        return Wire.write(VERSION, out -> {
            Wire.text(out, state.cluster);
            Wire.texts(out, state.group);
            out.writeLong(state.closingWindowMicros);
            out.writeInt(state.undecided.size());
            for (long time : state.undecided) {
                out.writeLong(time);
            }
            Wire.text(out, state.provisional);
            out.writeLong(state.timerMicros);
            out.writeBoolean(state.capped);
            entries(out, state.window.entries());
            @Nullable Episode episode = state.episode;
            out.writeBoolean(episode != null);
            if (episode != null) {
                episode(out, episode);
            }
        });
    }

    static GroupState decode(byte[] bytes, int cap) {
        return Wire.read(bytes, VERSION, in -> {
            String cluster = Wire.text(in);
            List<String> group = Wire.texts(in);
            long closing = in.readLong();
            List<Long> undecided = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                undecided.add(in.readLong());
            }
            String provisional = Wire.text(in);
            long timer = in.readLong();
            boolean capped = in.readBoolean();
            GroupState state = new GroupState(cluster, group, new Window(entries(in), cap));
            state.closingWindowMicros = closing;
            state.undecided.addAll(undecided);
            state.provisional = provisional;
            state.timerMicros = timer;
            state.capped = capped;
            if (in.readBoolean()) {
                state.episode = episode(in);
            }
            return state;
        });
    }

    /** Events of a group are mostly alike: each different story stands once. */
    private static void entries(DataOutputStream out, List<Entry> entries) throws IOException {
        Map<Story, Integer> stories = new LinkedHashMap<>();
        entries.forEach(entry -> stories.putIfAbsent(entry.story(), stories.size()));
        out.writeInt(stories.size());
        for (Story story : stories.keySet()) {
            Bytes.story(out, story);
        }
        out.writeInt(entries.size());
        for (Entry entry : entries) {
            out.writeLong(entry.timeMicros());
            Wire.text(out, entry.uid());
            out.writeLong(entry.rules());
            Wire.texts(out, entry.values());
            out.writeInt(stories.getOrDefault(entry.story(), 0));
            Bytes.source(out, entry.source());
        }
    }

    private static List<Entry> entries(DataInputStream in) throws IOException {
        List<Story> stories = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            stories.add(Bytes.story(in));
        }
        List<Entry> entries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(new Entry(
                    in.readLong(),
                    Wire.text(in),
                    in.readLong(),
                    Wire.texts(in),
                    stories.get(in.readInt()),
                    Bytes.source(in)));
        }
        return entries;
    }

    private static void episode(DataOutputStream out, Episode episode) throws IOException {
        Wire.text(out, episode.alertId);
        Wire.text(out, episode.supersedes);
        out.writeLong(episode.openedMicros);
        out.writeLong(episode.firstMicros);
        out.writeLong(episode.lastMicros);
        out.writeLong(episode.lastFiredMicros);
        out.writeLong(episode.count);
        out.writeLong(episode.unconfirmed);
        out.writeLong(episode.nextUpdate);
        out.writeInt(episode.revision);
        out.writeBoolean(episode.closed);
        out.writeBoolean(episode.warming);
        out.writeBoolean(episode.capped);
        Wire.text(out, episode.value);
        Bytes.story(out, episode.story);
        entries(out, episode.first);
        entries(out, episode.latest);
    }

    private static Episode episode(DataInputStream in) throws IOException {
        Episode episode = new Episode();
        episode.alertId = Wire.text(in);
        episode.supersedes = Wire.text(in);
        episode.openedMicros = in.readLong();
        episode.firstMicros = in.readLong();
        episode.lastMicros = in.readLong();
        episode.lastFiredMicros = in.readLong();
        episode.count = in.readLong();
        episode.unconfirmed = in.readLong();
        episode.nextUpdate = in.readLong();
        episode.revision = in.readInt();
        episode.closed = in.readBoolean();
        episode.warming = in.readBoolean();
        episode.capped = in.readBoolean();
        episode.value = Wire.text(in);
        episode.story = Bytes.story(in);
        episode.first.addAll(entries(in));
        episode.latest.addAll(entries(in));
        return episode;
    }
}
