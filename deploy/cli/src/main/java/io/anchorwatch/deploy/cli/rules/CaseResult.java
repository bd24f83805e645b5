// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

/**
 * What came of a test case.
 *
 * @param rule id of the rule under test
 * @param name of the case, as its author wrote it
 * @param problem what went wrong, empty when it passed
 * @param nanos how long it took
 */
record CaseResult(String rule, String name, String problem, long nanos) {

    /** A rule without any case. */
    static CaseResult missing(String rule) {
        return new CaseResult(rule, "", "has no case in a tests.yaml beside it", 0);
    }

    String line() {
        return rule + ": " + (name.isEmpty() ? "" : name + ": ") + problem;
    }
}
