// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The whole job in a plain loop with its state in memory: detection and correlation of one stream. Not thread-safe. */
public final class InMemoryJob {

    private final Detector detector;
    private final Scratch scratch = new Scratch();
    private final RequestLog requests = new InMemoryRequestLog();
    private final CorrelationEngine correlations;
    private final Consumer<Alert> alerts;
    private final Map<String, Long> latestMicros = new HashMap<>();
    private long tooLate;

    /** Takes a linked rule set; every alert goes to {@code alerts} as it is told. */
    public InMemoryJob(RuleSet rules, CorrelationSettings settings, Consumer<Alert> alerts) {
        this.detector = new Detector(rules);
        this.alerts = alerts;
        this.correlations = new CorrelationEngine(new CorrelationSet(rules), new MemoryStore(), settings, new Output());
    }

    /** Judges an event and tells what it means, alone and with those before. */
    public Judgement accept(String cluster, String eventId, byte[] json, Instant time) {
        Judgement judgement = detector.judge(cluster, eventId, json, requests, scratch);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.alerts().forEach(alerts);
            evaluated.hits().forEach(correlations::hit);
        }
        long latest = latestMicros.merge(cluster, ChronoUnit.MICROS.between(Instant.EPOCH, time), Math::max);
        correlations.detectorAt(0, cluster, latest);
        return judgement;
    }

    /** Says that no more events come: everything that waits for time to pass is told. */
    public void finish() {
        correlations.end();
    }

    /** How many hits came too late to change anything. */
    public long tooLate() {
        return tooLate;
    }

    private final class Output implements CorrelationOutput {
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
}
