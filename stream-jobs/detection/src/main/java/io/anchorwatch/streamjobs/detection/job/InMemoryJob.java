// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.job;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.story.StoryEngine;
import io.anchorwatch.streamjobs.detection.story.StoryOutput;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The whole job in a plain loop with its state in memory: detection, drift and correlation. Not thread-safe. */
public final class InMemoryJob {

    private final Detector detector;
    private final Scratch scratch = new Scratch();
    private final RequestLog requests = new InMemoryRequestLog();
    private final CorrelationEngine correlations;
    private final StoryEngine stories;
    private final Consumer<Alert> alerts;
    private final Map<String, Long> latestMicros = new HashMap<>();
    private final Map<Attribution, Long> judged = new EnumMap<>(Attribution.class);
    private final Map<StoryOutput.Unjudged, Long> unjudged = new EnumMap<>(StoryOutput.Unjudged.class);
    private final Map<String, String> failed = new TreeMap<>();
    private long tooLate;

    /** Takes a linked rule set; every alert goes to {@code alerts} as it is told. */
    public InMemoryJob(RuleSet rules, CorrelationSettings settings, Consumer<Alert> alerts) {
        this.detector = new Detector(rules);
        this.alerts = alerts;
        this.correlations =
                new CorrelationEngine(new CorrelationSet(rules), new MemoryStore(), settings, new CorrelationTold());
        this.stories = new StoryEngine(rules, new MemoryStore(), StorySettings.inOnePlace(), new StoryTold());
    }

    /**
     * Judges an audit event that came late, when the reader had come to {@code clock}: by itself. What it means with
     * others is kept aside and counted.
     */
    public Judgement acceptLate(String cluster, String eventId, byte[] json, Instant time, Instant clock) {
        Judgement judgement = detector.judge(cluster, eventId, json, requests.forLate(time, clock), scratch);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.alerts().forEach(alerts);
            tooLate += evaluated.hits().size();
        }
        came(cluster, time);
        return judgement;
    }

    /** Judges an audit event and tells what it means, alone and with those before. */
    public Judgement accept(String cluster, String eventId, byte[] json, Instant time) {
        Judgement judgement = detector.judge(cluster, eventId, json, requests, scratch);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.alerts().forEach(alerts);
            evaluated.hits().forEach(correlations::hit);
            if (evaluated.write() != null) {
                stories.write(evaluated.write());
            }
        }
        came(cluster, time);
        return judgement;
    }

    private void came(String cluster, Instant time) {
        long latest = latestMicros.merge(cluster, micros(time), Math::max);
        stories.alive(cluster, latest);
        stories.progress(0, cluster, latest);
        correlations.detectorAt(0, cluster, latest);
    }

    /** Takes in a change of an object. */
    public void accept(ObjectChange change) {
        stories.change(change);
        changed(change.cluster(), change.time());
    }

    /** Takes in a change that came late, when the reader had come to {@code clock}. */
    public void acceptLate(ObjectChange change, Instant clock) {
        stories.lateChange(change, micros(clock));
        changed(change.cluster(), change.time());
    }

    /** Takes in what a watcher says of itself. */
    public void accept(WatchNotice notice) {
        stories.notice(notice);
        changed(notice.cluster(), notice.time());
    }

    /** A change waits for audit events to pass it, once there are any. */
    private void changed(String cluster, Instant time) {
        if (!latestMicros.containsKey(cluster)) {
            stories.progress(0, cluster, micros(time));
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Says that no more events come: everything that waits for time to pass is told. */
    public void finish() {
        stories.end();
        correlations.end();
    }

    /** How many hits came too late to change anything. */
    public long tooLate() {
        return tooLate;
    }

    /** How many changes of objects were judged, by how much is known of who made them. */
    public Map<Attribution, Long> judged() {
        return Map.copyOf(judged);
    }

    /** How many changes of objects were not judged, and why. */
    public Map<StoryOutput.Unjudged, Long> unjudged() {
        return Map.copyOf(unjudged);
    }

    /** Rules that could not answer for some change of an object, and why the last time. */
    public Map<String, String> failed() {
        return Map.copyOf(failed);
    }

    private final class CorrelationTold implements CorrelationOutput {
        @Override
        public void alert(Alert alert) {
            alerts.accept(alert);
        }

        @Override
        public void tooLate(Hit hit) {
            tooLate++;
        }

        @Override
        public void unkeyed(String correlation) {}
    }

    private final class StoryTold implements StoryOutput {
        @Override
        public void alert(Alert alert) {
            alerts.accept(alert);
        }

        @Override
        public void unjudged(Unjudged why) {
            unjudged.merge(why, 1L, Long::sum);
        }

        @Override
        public void judged(Attribution attribution, long waitedMicros) {
            judged.merge(attribution, 1L, Long::sum);
        }

        @Override
        public void failed(String rule, String why) {
            failed.put(rule, why);
        }
    }
}
