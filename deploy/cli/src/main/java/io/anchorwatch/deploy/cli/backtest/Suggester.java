// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.backtest.Suggestion.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what an exception may be made of. An exception must not become a place to hide: it names an authenticated user and
 * what that user does where, and nothing that whoever makes a request chooses at will.
 */
final class Suggester {

    private static final int MOST_A_RULE = 3;
    private static final int MOST = 50;
    private static final int SEVERAL_NAMESPACES = 3;

    /** Only who can be told apart from everybody else. */
    private static final Set<String> KINDS = Set.of("human", "serviceaccount");

    /** Controllers of the control plane do what anybody's objects tell them to. */
    private static final String CONTROLLERS = "system:serviceaccount:kube-system:";

    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E]{1,253}");

    /** What comes all at once is no habit: the middle half of the alerts takes at least that part of the history. */
    private static final double HABIT = 0.05;

    private final long least;
    private final double spanMillis;
    private final List<String> bursts = new ArrayList<>();

    /** Suggests what removes at least that many alerts of a history of so many hours. */
    Suggester(long least, double hours) {
        this.least = least;
        this.spanMillis = hours * 3_600_000;
    }

    List<Scope> of(Noise noise) {
        List<Scope> all = new ArrayList<>();
        for (Map.Entry<String, RuleNoise> rule : noise.noisiest()) {
            if (!rule.getValue().isCorrelation() && rule.getValue().alerts() >= least) {
                all.addAll(of(rule.getKey(), rule.getValue()));
            }
        }
        return all.subList(0, Math.min(MOST, all.size()));
    }

    /** What was left out since it came all at once, a line each. */
    List<String> bursts() {
        return List.copyOf(bursts);
    }

    private List<Scope> of(String rule, RuleNoise noise) {
        Map<Scope, Candidate> narrow = new HashMap<>();
        Map<Scope, Candidate> wide = new HashMap<>();
        noise.doings().forEach((doing, told) -> {
            if (isFit(doing, noise)) {
                narrow.computeIfAbsent(scope(rule, doing, false), Candidate::new)
                        .add(doing, told);
                wide.computeIfAbsent(scope(rule, doing, true), Candidate::new).add(doing, told);
            }
        });
        List<Candidate> fit = new ArrayList<>(
                narrow.values().stream().filter(one -> one.alerts >= least).toList());
        List<Candidate> narrowFit = List.copyOf(fit);
        wide.values().stream()
                .filter(any -> any.alerts >= least && any.namespaces.size() >= SEVERAL_NAMESPACES)
                .filter(any -> narrowFit.stream().noneMatch(one -> isPartOf(one.scope, any.scope)))
                .forEach(fit::add);
        fit.sort(Comparator.<Candidate>comparingLong(one -> one.alerts)
                .reversed()
                .thenComparing(one -> one.scope.toString()));
        fit.stream().filter(one -> !isHabit(one)).limit(MOST_A_RULE).forEach(one -> bursts.add(one.burst()));
        return fit.stream()
                .filter(this::isHabit)
                .limit(MOST_A_RULE)
                .map(one -> one.scope)
                .toList();
    }

    private boolean isHabit(Candidate one) {
        return one.middleHalfMillis() >= HABIT * spanMillis;
    }

    /** What an exception may be for, and the alerts that it would take. */
    private static final class Candidate {
        private final Scope scope;
        private final Set<String> namespaces = new HashSet<>();
        private final List<Long> times = new ArrayList<>();
        private long alerts;

        Candidate(Scope scope) {
            this.scope = scope;
        }

        void add(Doing doing, Told told) {
            namespaces.add(doing.namespace());
            told.times().forEach(times::add);
            alerts += told.alerts();
        }

        String burst() {
            return String.format(
                    Locale.ROOT,
                    "%s by %s: half of its %,d alerts came within %.1f s; take that for an incident first",
                    scope.rule(),
                    scope.actor(),
                    alerts,
                    middleHalfMillis() / 1_000.0);
        }

        long middleHalfMillis() {
            List<Long> sorted = times.stream().sorted().toList();
            int last = sorted.size() - 1;
            return sorted.get(last - last / 4) - sorted.get(last / 4);
        }
    }

    private static Scope scope(String rule, Doing doing, boolean anyNamespace) {
        return new Scope(
                rule,
                doing.actor(),
                doing.apiGroup(),
                doing.resource(),
                anyNamespace ? "" : doing.namespace(),
                anyNamespace);
    }

    private static boolean isPartOf(Scope scope, Scope any) {
        return scope.actor().equals(any.actor())
                && scope.apiGroup().equals(any.apiGroup())
                && scope.resource().equals(any.resource());
    }

    private static boolean isFit(Doing doing, RuleNoise noise) {
        return KINDS.contains(doing.kind())
                && doing.itself()
                && !doing.actor().startsWith(CONTROLLERS)
                && !noise.actsForOthers(doing.actor())
                && !doing.resource().isEmpty()
                && PLAIN.matcher(doing.actor()).matches()
                && PLAIN.matcher(doing.resource()).matches()
                && (doing.apiGroup() + doing.namespace()).chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
