// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

/** How often two sets agree on the findings of a rule. */
final class RuleDiff {

    long both;
    long changed;
    long onlyA;
    long onlyB;

    boolean differs() {
        return changed + onlyA + onlyB > 0;
    }

    void add(RuleDiff other) {
        both += other.both;
        changed += other.changed;
        onlyA += other.onlyA;
        onlyB += other.onlyB;
    }
}
