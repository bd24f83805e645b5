// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.task.TaskMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts in Micrometer. */
final class JobMetrics implements TaskMetrics {

    private final MeterRegistry registry;
    private final Counter consumed;
    private final Counter evaluated;
    private final Counter repeated;
    private final Counter deadLettered;
    private final Counter hits;
    private final Counter keptAside;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
        consumed = Counter.builder("anchorwatch.job.consumed")
                .description("audit events read from Kafka")
                .register(registry);
        evaluated = outcome("evaluated");
        repeated = outcome("repeated");
        deadLettered = outcome("dead_lettered");
        hits = Counter.builder("anchorwatch.correlation.hits")
                .description("events and alerts that correlations were told of")
                .register(registry);
        keptAside = Counter.builder("anchorwatch.correlation.late")
                .description("hits that came too late, or from a clock too far ahead, to be correlated")
                .register(registry);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("anchorwatch.job.events")
                .description("audit events by what became of them; the sum is anchorwatch_job_consumed_total")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void consumed() {
        consumed.increment();
    }

    @Override
    public void evaluated() {
        evaluated.increment();
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    @Override
    public void deadLettered() {
        deadLettered.increment();
    }

    @Override
    public void failed(String rule) {
        Counter.builder("anchorwatch.job.rule.errors")
                .description("events for which a rule with an expression could not be evaluated")
                .tag("rule", rule)
                .register(registry)
                .increment();
    }

    @Override
    public void objectConsumed() {
        objects("consumed", "object changes and watch notices read from Kafka");
    }

    @Override
    public void objectRelayed() {
        objects("relayed", "of these, those that were brought to where they are judged");
    }

    @Override
    public void objectDeadLettered() {
        objects("dead_lettered", "of these, those that could not be read");
    }

    private void objects(String what, String description) {
        Counter.builder("anchorwatch.job.objects." + what)
                .description(description)
                .register(registry)
                .increment();
    }

    @Override
    public void change(String outcome) {
        Counter.builder("anchorwatch.job.changes")
                .description("object changes by what became of them: judged by who is known to have made them, or not")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void waited(long micros) {
        DistributionSummary.builder("anchorwatch.job.change.wait.seconds")
                .description("event time that object changes waited to be judged")
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(micros / 1e6);
    }

    @Override
    public void hit() {
        hits.increment();
    }

    @Override
    public void keptAside() {
        keptAside.increment();
    }

    /** An event or alert that is in no group of a correlation: a field to group by is not there. */
    @Override
    public void unkeyed(String correlation) {
        registry.counter("anchorwatch.correlation.unkeyed", "rule", correlation).increment();
    }

    @Override
    public void alert(Alert alert) {
        registry.counter(
                        "anchorwatch.job.alerts",
                        "rule",
                        alert.rule().id(),
                        "severity",
                        alert.severity().wireName())
                .increment();
    }
}
