// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The two streams of a cluster, two sources, joined by an engine whose store and output a test can look at. */
final class Joined implements StoryOutput {

    static final int AUDIT = 0;
    static final int OBJECTS = 1;

    private final Detector detector;
    private final InMemoryRequestLog requests = new InMemoryRequestLog();
    private final MemoryStore store = new MemoryStore();
    private final StoryEngine engine;
    final List<Alert> alerts = new ArrayList<>();
    final Map<String, Integer> counts = new TreeMap<>();

    Joined(RuleSet rules, boolean eager) {
        detector = new Detector(rules);
        engine = new StoryEngine(
                RuleTimeline.of(rules), store, new StorySettings(StorySettings.PATIENCE, eager, 2), this);
    }

    /** Takes an event in, without saying how far its stream is. */
    Joined take(@Nullable ClusterEvent event) {
        if (event instanceof AuditEvent audit
                && detector.judge(audit.cluster(), audit.id().value(), audit.json(), requests)
                        instanceof Judgement.Evaluated evaluated) {
            alerts.addAll(evaluated.alerts());
            if (evaluated.write() != null) {
                engine.write(evaluated.write());
            }
            engine.alive(Cluster.NAME, Cluster.timeMicros(audit));
        } else if (event instanceof ObjectChange change) {
            engine.change(change);
        }
        return this;
    }

    /** Takes a change in that came when the reader of its recording had come to a second. */
    Joined takeLate(ObjectChange change, double second) {
        engine.lateChange(change, Math.round(second * 1e6) + startMicros());
        return this;
    }

    Joined reach(int source, double second) {
        engine.progress(source, Cluster.NAME, Math.round(second * 1e6) + startMicros());
        return this;
    }

    private static long startMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Cluster.START);
    }

    Joined end() {
        engine.end();
        return this;
    }

    /** What was told last of each finding. */
    List<Alert> last() {
        Map<String, Alert> last = new LinkedHashMap<>();
        alerts.forEach(alert -> last.merge(
                alert.id(),
                alert,
                (one, other) -> one.episode().revision() > other.episode().revision() ? one : other));
        return List.copyOf(last.values());
    }

    /** All of it as sorted text. */
    String text() {
        AlertCodec codec = new AlertCodec();
        return String.join(
                "\n",
                last().stream()
                        .map(alert -> new String(codec.encode(alert), StandardCharsets.UTF_8))
                        .sorted()
                        .toList());
    }

    int stored() {
        return store.size();
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void unjudged(Unjudged why) {
        counts.merge(why.name(), 1, Integer::sum);
    }

    @Override
    public void judged(Attribution attribution, long waitedMicros) {
        counts.merge(attribution.name(), 1, Integer::sum);
    }

    @Override
    public void failed(String rule, String why) {
        throw new AssertionError(rule + ": " + why);
    }
}
