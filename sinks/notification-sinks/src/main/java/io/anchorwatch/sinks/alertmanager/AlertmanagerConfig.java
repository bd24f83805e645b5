// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings of Alertmanager.
 *
 * @param name the sink's name
 * @param peers every server of the cluster, 1 to 16
 * @param quorum how many of them have to take an alert, 1 to all
 * @param ttl how long an alert lives that is not told again, 1 second to 7 days
 * @param keep how long a finding is told again without news of it, 1 second to 30 days
 * @param labels labels of every alert
 * @param severities what the label severity says instead of the usual word
 */
public record AlertmanagerConfig(
        String name,
        List<HttpTarget> peers,
        int quorum,
        Duration ttl,
        Duration keep,
        Map<String, String> labels,
        Map<Severity, String> severities)
        implements SinkConfig {

    /** Long enough to be seen, and for a restart of this process. */
    public static final Duration TTL = Duration.ofHours(1);

    /** Longer than any rule's span is of use. */
    public static final Duration KEEP = Duration.ofDays(1);

    private static final int MOST_PEERS = 16;
    private static final int MOST_LABELS = 20;
    private static final int MOST_LABEL = 128;
    private static final Set<String> OWN =
            Set.of("alertname", "severity", "cluster", "namespace", "resource", "actor_kind", "finding");

    /** See <a href="https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels">label names</a>. */
    private static final String NAME = "(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,63}";

    public AlertmanagerConfig {
        peers = List.copyOf(peers);
        labels = Map.copyOf(labels);
        severities = Map.copyOf(severities);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = new ConfigChecks()
                .name(name)
                .require(!peers.isEmpty() && peers.size() <= MOST_PEERS, "urls", "names no server, or more than 16")
                .require(
                        peers.stream().map(HttpTarget::url).distinct().count() == peers.size(),
                        "urls",
                        "names a server twice")
                .require(
                        quorum >= 1 && quorum <= Math.max(1, peers.size()),
                        "quorum",
                        "must be from 1 to the number of urls")
                .within(ttl, Duration.ofSeconds(1), Duration.ofDays(7), "ttl")
                .within(keep, Duration.ofSeconds(1), Duration.ofDays(30), "keep")
                .require(labels.size() <= MOST_LABELS, "labels", "has more than " + MOST_LABELS);
        for (int i = 0; i < peers.size(); i++) {
            checkPeer(checks, i);
        }
        labels.forEach((label, value) -> checks.require(
                        label.matches(NAME),
                        "labels",
                        "holds a name that Alertmanager does not take: write letters, digits and '_'")
                .require(!OWN.contains(label), "labels." + label, "is set by the sink: choose another name")
                .require(isLabel(value), "labels." + label, "is empty or longer than " + MOST_LABEL));
        severities.values().forEach(value -> checks.require(isLabel(value), "severities", "holds an empty word"));
        return checks.problems();
    }

    private void checkPeer(ConfigChecks checks, int i) {
        for (ConfigProblem problem :
                BaseUrl.check(new ConfigChecks(), peers.get(i)).problems()) {
            boolean own = problem.field().equals("url");
            // What all of them share is told once.
            checks.require(!own && i > 0, own ? "urls[" + i + "]" : problem.field(), problem.message());
        }
    }

    private static boolean isLabel(String value) {
        return !value.isBlank() && value.length() <= MOST_LABEL;
    }

    /** The label severity. */
    String severity(Severity severity) {
        return severities.getOrDefault(severity, SeverityMap.alertmanager(severity));
    }

    @Override
    public AlertmanagerSink open(SinkSurroundings around) {
        return new AlertmanagerSink(this, around.clock());
    }
}
