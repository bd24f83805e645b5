// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one audit id: the events that were seen and, for each request that used the id, its stages and the
 * rules that fired. Bounded, since a client may use one id for everything: past the bounds events are still judged,
 * and a repeat could then alert again under the same alert id.
 *
 * <p>Bytes: version 1, time of the last event in ms, count and event ids, count and requests of (identity, count and stages, count and rule ids).
 */
final class RequestState {

    private static final int VERSION = 1;
    private static final int MAX_EVENTS = 32;
    private static final int MAX_REQUESTS = 8;
    private static final int MAX_STAGES = 8;
    private static final int MAX_TEXT = 64;

    private final long eventTimeMs;
    private final Set<String> events = new LinkedHashSet<>();
    private final Map<String, Request> requests = new LinkedHashMap<>();

    private record Request(Set<String> stages, Set<String> fired) {}

    private RequestState(long eventTimeMs) {
        this.eventTimeMs = eventTimeMs;
    }

    /** The state for an event of that time; what is further away than the memory reaches does not count. */
    static RequestState read(byte @Nullable [] bytes, long eventTimeMs) {
        RequestState state = new RequestState(eventTimeMs);
        if (bytes != null) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                state.read(in);
            } catch (IOException damaged) {
                throw new UncheckedIOException("the state of a request is damaged", damaged);
            }
        }
        return state;
    }

    /** Notes an event; false when it was there already. */
    boolean addEvent(String eventId) {
        String id = cut(eventId);
        return events.size() >= MAX_EVENTS ? !events.contains(id) : events.add(id);
    }

    /** Our ids and the API server's stages are far shorter; a foreign producer's need not be. */
    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : new Digest().add(text).hex(MAX_TEXT);
    }

    /** Notes a stage of a request; true when another request already had that stage under this audit id. */
    boolean addStage(String request, String stage) {
        boolean reused = requests.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(request)
                        && other.getValue().stages().contains(cut(stage)));
        Set<String> stages = request(request).stages();
        if (stages.size() < MAX_STAGES) {
            stages.add(cut(stage));
        }
        return reused;
    }

    /** Notes that a rule fired; false when it had fired for this request. */
    boolean addFired(String request, String rule) {
        return request(request).fired().add(cut(rule));
    }

    private Request request(String identity) {
        @Nullable Request known = requests.get(identity);
        if (known == null) {
            known = new Request(new LinkedHashSet<>(), new LinkedHashSet<>());
            if (requests.size() < MAX_REQUESTS) {
                requests.put(identity, known);
            }
        }
        return known;
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(eventTimeMs);
            write(out, events);
            out.writeShort(requests.size());
            for (Map.Entry<String, Request> request : requests.entrySet()) {
                out.writeUTF(request.getKey());
                write(out, request.getValue().stages());
                write(out, request.getValue().fired());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void read(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("written by a later version (" + version + ")");
        }
        if (Math.abs(in.readLong() - eventTimeMs) > RequestLog.MEMORY.toMillis()) {
            return;
        }
        events.addAll(texts(in));
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            requests.put(in.readUTF(), new Request(new LinkedHashSet<>(texts(in)), new LinkedHashSet<>(texts(in))));
        }
    }

    private static void write(DataOutputStream out, Set<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
