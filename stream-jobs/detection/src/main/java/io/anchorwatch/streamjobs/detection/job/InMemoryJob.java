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
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.engine.Case;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import io.anchorwatch.streamjobs.detection.story.StoryEngine;
import io.anchorwatch.streamjobs.detection.story.StoryOutput;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

/** The whole job in a plain loop with its state in memory: detection, drift and correlation. Not thread-safe. */
public final class InMemoryJob {

    private final Detector detector;
    private final Scratch scratch = new Scratch();
    private final RequestLog requests;
    private final JobState state;
    private final CorrelationEngine correlations;
    private final StoryEngine stories;
    private final Consumer<Alert> alerts;

    /** Takes a linked rule set; every alert goes to {@code alerts} as it is told. */
    public InMemoryJob(RuleSet rules, CorrelationSettings settings, Consumer<Alert> alerts) {
        this(RuleTimeline.of(rules), settings, alerts);
    }

    /** As {@link #InMemoryJob(RuleSet, CorrelationSettings, Consumer)}, with rules that change in the course of time. */
    public InMemoryJob(RuleTimeline rules, CorrelationSettings settings, Consumer<Alert> alerts) {
        this(rules, settings, alerts, new InMemoryRequestLog());
    }

    /** The same with requests kept elsewhere. */
    public InMemoryJob(RuleTimeline rules, CorrelationSettings settings, Consumer<Alert> alerts, RequestLog requests) {
        this(rules, settings, alerts, requests, new JobState());
    }

    private InMemoryJob(
            RuleTimeline rules,
            CorrelationSettings settings,
            Consumer<Alert> alerts,
            RequestLog requests,
            JobState state) {
        this.detector = new Detector(rules);
        this.alerts = alerts;
        this.requests = requests;
        this.state = state;
        this.correlations =
                new CorrelationEngine(new CorrelationSet(rules), state.correlations, settings, new CorrelationTold());
        this.stories = new StoryEngine(rules, state.stories, StorySettings.inOnePlace(), new StoryTold());
    }

    /**
     * Goes on where another job was when it {@linkplain #write wrote}: what it tells from then on, this tells.
     *
     * @param rules those that it had
     * @param requests with the requests that it had
     * @throws IOException when the bytes end early or are of another version
     */
    public static InMemoryJob resume(
            RuleTimeline rules,
            CorrelationSettings settings,
            Consumer<Alert> alerts,
            RequestLog requests,
            DataInputStream in)
            throws IOException {
        return new InMemoryJob(rules, settings, alerts, requests, JobState.read(in));
    }

    /** Writes all that it remembers but for the requests, which whoever keeps them writes. */
    public void write(DataOutputStream out) throws IOException {
        state.write(out);
    }

    /**
     * Judges an audit event that came late, when the reader had come to {@code clock}: by itself. What it means with
     * others is kept aside and counted.
     */
    public Judgement acceptLate(String cluster, String eventId, byte[] json, Instant time, Instant clock) {
        return toldLate(cluster, time, detector.judge(cluster, eventId, json, requests.forLate(time, clock), scratch));
    }

    /** As {@link #acceptLate(String, String, byte[], Instant, Instant)}, for an event that was opened before. */
    public Judgement acceptLate(String cluster, Instant time, Instant clock, Case opened) {
        return toldLate(cluster, time, detector.judge(opened, requests.forLate(time, clock), scratch));
    }

    private Judgement toldLate(String cluster, Instant time, Judgement judgement) {
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.alerts().forEach(alerts);
            state.tooLate += evaluated.hits().size();
        }
        came(cluster, time);
        return judgement;
    }

    /** Judges an audit event and tells what it means, alone and with those before. */
    public Judgement accept(String cluster, String eventId, byte[] json, Instant time) {
        return told(cluster, time, detector.judge(cluster, eventId, json, requests, scratch));
    }

    /**
     * Does the most of judging an audit event, which {@link #accept(String, Instant, Case)} then takes in its order. For any
     * thread; all else is for one.
     */
    public Case open(String cluster, String eventId, byte[] json, Scratch own) {
        return detector.open(cluster, eventId, json, own);
    }

    /** As {@link #accept(String, String, byte[], Instant)}, for an event that was opened before. */
    public Judgement accept(String cluster, Instant time, Case opened) {
        return told(cluster, time, detector.judge(opened, requests, scratch));
    }

    private Judgement told(String cluster, Instant time, Judgement judgement) {
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
        long latest = state.latestMicros.merge(cluster, micros(time), Math::max);
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
        if (!state.latestMicros.containsKey(cluster)) {
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
        return state.tooLate;
    }

    /** How many changes of objects were judged, by how much is known of who made them. */
    public Map<Attribution, Long> judged() {
        return Map.copyOf(state.judged);
    }

    /** How many changes of objects were not judged, and why. */
    public Map<StoryOutput.Unjudged, Long> unjudged() {
        return Map.copyOf(state.unjudged);
    }

    /** Rules that could not answer for some change of an object, and why the last time. */
    public Map<String, String> failed() {
        return Map.copyOf(state.failed);
    }

    private final class CorrelationTold implements CorrelationOutput {
        @Override
        public void alert(Alert alert) {
            alerts.accept(alert);
        }

        @Override
        public void tooLate(Hit hit) {
            state.tooLate++;
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
            state.unjudged.merge(why, 1L, Long::sum);
        }

        @Override
        public void judged(Attribution attribution, long waitedMicros) {
            state.judged.merge(attribution, 1L, Long::sum);
        }

        @Override
        public void failed(String rule, String why) {
            state.failed.put(rule, why);
        }
    }
}
