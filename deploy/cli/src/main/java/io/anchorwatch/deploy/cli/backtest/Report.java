// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param b null when there is one set only
 * @param comparison of both; says nothing when there is one set only
 * @param trial of suggestions for the last set
 * @param costs of the last set's rules; empty when not asked for
 * @param sampled how many requests they were measured on
 */
record Report(
        History history,
        Tested a,
        @Nullable Tested b,
        Comparison comparison,
        Trial trial,
        List<CostSample.Cost> costs,
        int sampled) {

    /** A rule set and what it told. */
    record Tested(RulesOf rules, Noise noise) {}

    /** The set that is judged: the second, if there are two. */
    Tested last() {
        return b == null ? a : b;
    }

    String lastName() {
        return b == null ? "A" : "B";
    }

    boolean differs() {
        return b != null && comparison.total().differs();
    }
}
