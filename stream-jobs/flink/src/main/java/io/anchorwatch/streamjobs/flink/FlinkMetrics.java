// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.task.TaskMetrics;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts in Flink's metrics, under {@code anchorwatch}; labels are Flink's groups of a key and its value. */
final class FlinkMetrics implements TaskMetrics {

    /** Begins the names of accumulators that a bounded job hands back. */
    static final String RULE_ERRORS = "rule-errors/";

    private final RuntimeContext context;
    private final MetricGroup group;
    private final Map<String, Counter> counters = new HashMap<>();

    FlinkMetrics(RuntimeContext context) {
        this.context = context;
        group = context.getMetricGroup().addGroup("anchorwatch");
    }

    private void count(String name) {
        counters.computeIfAbsent(name, group::counter).inc();
    }

    private void count(String name, String label, String value) {
        counters.computeIfAbsent(
                        name + "\n" + value,
                        unused -> group.addGroup(label, value).counter(name))
                .inc();
    }

    @Override
    public void consumed() {
        count("consumed");
    }

    @Override
    public void evaluated() {
        count("events", "outcome", "evaluated");
    }

    @Override
    public void repeated() {
        count("events", "outcome", "repeated");
    }

    @Override
    public void deadLettered() {
        count("events", "outcome", "dead_lettered");
    }

    @Override
    public void failed(String rule) {
        count("rule_errors", "rule", rule);
        context.getLongCounter(RULE_ERRORS + rule).add(1);
    }

    @Override
    public void objectConsumed() {
        count("objects_consumed");
    }

    @Override
    public void objectRelayed() {
        count("objects_relayed");
    }

    @Override
    public void objectDeadLettered() {
        count("objects_dead_lettered");
    }

    @Override
    public void change(String outcome) {
        count("changes", "outcome", outcome.toLowerCase(Locale.ROOT));
    }

    @Override
    public void waited(long micros) {
        counters.computeIfAbsent("change_wait_micros", group::counter).inc(micros);
    }

    @Override
    public void hit() {
        count("correlation_hits");
    }

    @Override
    public void keptAside() {
        count("correlation_late");
    }

    @Override
    public void unkeyed(String correlation) {
        count("correlation_unkeyed", "rule", correlation);
    }

    @Override
    public void alert(Alert alert) {
        count("alerts", "severity", alert.severity().wireName());
    }
}
