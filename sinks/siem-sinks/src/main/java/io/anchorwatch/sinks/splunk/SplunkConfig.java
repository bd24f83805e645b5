// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of Splunk's HTTP Event Collector.
 *
 * @param name the sink's name
 * @param target the collector's URL, without a path, and its token
 * @param format how an alert stands in {@code event}: one that is JSON
 * @param index where to; the token's own when empty
 * @param source what is told as the source
 * @param sourcetype what is told as the source type
 * @param acknowledgement whether to wait until the indexers have it; empty to trust the collector's answer
 */
public record SplunkConfig(
        String name,
        HttpTarget target,
        AlertFormat format,
        Optional<String> index,
        String source,
        String sourcetype,
        Optional<Acknowledgement> acknowledgement)
        implements SinkConfig {

    /**
     * How to wait for the indexers.
     *
     * @param every time between two questions, 10 ms to a minute
     * @param atMost time for all of them, 10 ms to five minutes
     */
    public record Acknowledgement(Duration every, Duration atMost) {

        /** As patient as Splunk asks its clients to be. */
        public static final Acknowledgement USUAL = new Acknowledgement(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = BaseUrl.check(new ConfigChecks().name(name), target)
                .require(
                        index.isEmpty() || index.get().matches("[a-z0-9_][a-z0-9_-]{0,79}"),
                        "index",
                        "is 1 to 80 of a-z, 0-9, '_' and '-'");
        acknowledgement.ifPresent(wanted -> checks.within(
                        wanted.every(), Duration.ofMillis(10), Duration.ofMinutes(1), "acknowledgeEvery")
                .within(wanted.atMost(), Duration.ofMillis(10), Duration.ofMinutes(5), "acknowledgeWithin"));
        return checks.problems();
    }

    @Override
    public SplunkSink open(SinkSurroundings around) {
        return new SplunkSink(this, around.clock());
    }
}
