// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The alerts of one rule. Counts are exact; of more doings or fingerprints than fit, the first are kept. */
final class RuleNoise {

    /** As many fingerprints are told apart. */
    static final int FINGERPRINTS = 10_000;

    private static final int DOINGS = 1_000;

    private final String title;
    private final Severity severity;
    private final Map<Doing, Told> doings = new HashMap<>();
    private final Set<String> actorsForOthers = new HashSet<>();
    private final Set<Long> fingerprints = new HashSet<>();
    private long alerts;
    private boolean correlation;

    RuleNoise(Alert first) {
        this.title = first.rule().title();
        this.severity = first.severity();
    }

    /** A value and how often it came. */
    record Count(String value, long alerts) {}

    void add(Alert alert) {
        alerts++;
        correlation |= !alert.correlation().equals(Alert.Correlation.NONE);
        if (fingerprints.size() < FINGERPRINTS) {
            fingerprints.add(Long.parseUnsignedLong(alert.fingerprint().substring(0, 16), 16));
        }
        Doing doing = Doing.of(alert);
        if (doings.size() < DOINGS || doings.containsKey(doing)) {
            doings.computeIfAbsent(doing, unseen -> new Told()).add(alert.time());
            if (!alert.actor().onBehalfOf().isEmpty()) {
                actorsForOthers.add(alert.actor().name());
            }
        }
    }

    String title() {
        return title;
    }

    Severity severity() {
        return severity;
    }

    long alerts() {
        return alerts;
    }

    boolean isCorrelation() {
        return correlation;
    }

    /** Distinct findings; {@link #FINGERPRINTS} stands for that many and more. */
    int fingerprints() {
        return fingerprints.size();
    }

    /** Who did what where, and how often that was told. */
    Map<Doing, Told> doings() {
        return Collections.unmodifiableMap(doings);
    }

    /** Whether that actor did something for somebody else who is known. */
    boolean actsForOthers(String actor) {
        return actorsForOthers.contains(actor);
    }

    List<Count> actors(int most) {
        return top(most, Doing::actor);
    }

    List<Count> namespaces(int most) {
        return top(most, Doing::namespace);
    }

    private List<Count> top(int most, Function<Doing, String> of) {
        Map<String, Long> sums = new LinkedHashMap<>();
        doings.forEach((doing, told) -> sums.merge(of.apply(doing), told.alerts(), Long::sum));
        return sums.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Count::alerts).reversed().thenComparing(Count::value))
                .limit(most)
                .toList();
    }
}
