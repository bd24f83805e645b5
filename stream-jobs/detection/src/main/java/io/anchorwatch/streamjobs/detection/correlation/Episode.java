// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.ArrayList;
import java.util.List;

/** A finding that goes on: from the first firing until the rule has been quiet for its span. */
final class Episode {

    /** As many events as evidence from the start, and as many from the end. */
    private static final int SHOWN = 5;

    String alertId = "";
    String supersedes = "";
    long openedMicros;
    long firstMicros;
    long lastMicros;
    long lastFiredMicros;
    long count;

    /** Hits since the last firing: they belong to the episode only if it fires again. */
    long unconfirmed;

    long nextUpdate;
    int revision;
    boolean closed;
    boolean warming;
    boolean capped;
    String value = "";
    Story story = Story.NOTHING;
    final List<Entry> first = new ArrayList<>();
    final List<Entry> latest = new ArrayList<>();

    /** Opens with the events of the window that fired. */
    static Episode open(List<Entry> events, long firedMicros, String value) {
        Episode episode = new Episode();
        Entry anchor = events.get(0);
        episode.openedMicros = firedMicros;
        episode.firstMicros = anchor.timeMicros();
        episode.lastMicros = anchor.timeMicros();
        episode.lastFiredMicros = firedMicros;
        episode.story = anchor.story();
        events.forEach(episode::show);
        episode.count = events.size();
        episode.nextUpdate = 2 * episode.count;
        episode.value = value;
        return episode;
    }

    /** Takes one more event into account, as far as what all events share and what is shown. */
    void show(Entry event) {
        story = story.common(event.story());
        firstMicros = Math.min(firstMicros, event.timeMicros());
        lastMicros = Math.max(lastMicros, event.timeMicros());
        if (first.size() < SHOWN) {
            first.add(event);
            return;
        }
        latest.add(event);
        latest.sort(Entry.ORDER);
        if (latest.size() > SHOWN) {
            latest.remove(0);
        }
    }

    /** A firing within the episode, with the events that it had not counted. */
    void extend(List<Entry> fresh, long firedMicros, String newValue) {
        count += unconfirmed + fresh.size();
        unconfirmed = 0;
        fresh.forEach(this::show);
        lastFiredMicros = Math.max(lastFiredMicros, firedMicros);
        value = newValue;
    }

    /** Whether enough was added for another telling: whenever the count has doubled, so that a storm stays short. */
    boolean wantsUpdate() {
        return !closed && count >= nextUpdate;
    }

    /** What is shown, in order. */
    List<Entry> evidence() {
        List<Entry> shown = new ArrayList<>(first);
        shown.addAll(latest);
        shown.sort(Entry.ORDER);
        return shown;
    }
}
