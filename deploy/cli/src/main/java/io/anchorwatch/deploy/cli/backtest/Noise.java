// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts of a rule set, by rule; a finding that is told again counts once. */
final class Noise {

    private final SortedMap<String, RuleNoise> rules = new TreeMap<>();
    private long alerts;

    void add(Alert alert) {
        alerts++;
        rules.computeIfAbsent(alert.rule().id(), unseen -> new RuleNoise(alert)).add(alert);
    }

    long alerts() {
        return alerts;
    }

    long alerts(String rule) {
        @Nullable RuleNoise noise = rules.get(rule);
        return noise == null ? 0 : noise.alerts();
    }

    /** How many alerts of a rule are of doings that match. */
    long alerts(String rule, Suggestion.Scope scope) {
        @Nullable RuleNoise noise = rules.get(rule);
        return noise == null
                ? 0
                : noise.doings().entrySet().stream()
                        .filter(entry -> scope.covers(entry.getKey()))
                        .mapToLong(entry -> entry.getValue().alerts())
                        .sum();
    }

    /** Rules that a user fires, in order of id. */
    List<String> rulesOf(String actor) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().doings().keySet().stream()
                        .anyMatch(doing -> doing.actor().equals(actor)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Rules with their noise, the noisiest first. */
    List<Map.Entry<String, RuleNoise>> noisiest() {
        return rules.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, RuleNoise>>comparingLong(
                                rule -> rule.getValue().alerts())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }
}
