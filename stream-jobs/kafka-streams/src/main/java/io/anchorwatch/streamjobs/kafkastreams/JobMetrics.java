// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.alert.Alert;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What the job counts: {@code consumed = evaluated + repeated + dead_lettered}, and the alerts; for objects
 * {@code consumed = relayed + dead_lettered}. After an aborted
 * transaction the events that are read again are counted again, on both sides of the equation.
 */
final class JobMetrics {

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

    void consumed() {
        consumed.increment();
    }

    void evaluated() {
        evaluated.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void deadLettered() {
        deadLettered.increment();
    }

    /** A rule could not answer for an event; it then does not fire. */
    void failed(String rule) {
        Counter.builder("anchorwatch.job.rule.errors")
                .description("events for which a rule with an expression could not be evaluated")
                .tag("rule", rule)
                .register(registry)
                .increment();
    }

    void objectConsumed() {
        objects("consumed", "object changes and watch notices read from Kafka");
    }

    void objectRelayed() {
        objects("relayed", "of these, those that were brought to where they are judged");
    }

    void objectDeadLettered() {
        objects("dead_lettered", "of these, those that could not be read");
    }

    private void objects(String what, String description) {
        Counter.builder("anchorwatch.job.objects." + what)
                .description(description)
                .register(registry)
                .increment();
    }

    /** What became of an object change. */
    void change(String outcome) {
        Counter.builder("anchorwatch.job.changes")
                .description("object changes by what became of them: judged by who is known to have made them, or not")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** Event time that an object change waited for the request that made it. */
    void waited(long micros) {
        DistributionSummary.builder("anchorwatch.job.change.wait.seconds")
                .description("event time that object changes waited to be judged")
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(micros / 1e6);
    }

    void hit() {
        hits.increment();
    }

    void keptAside() {
        keptAside.increment();
    }

    /** An event or alert that is in no group of a correlation: a field to group by is not there. */
    void unkeyed(String correlation) {
        registry.counter("anchorwatch.correlation.unkeyed", "rule", correlation).increment();
    }

    void alert(Alert alert) {
        registry.counter(
                        "anchorwatch.job.alerts",
                        "rule",
                        alert.rule().id(),
                        "severity",
                        alert.severity().wireName())
                .increment();
    }
}
