// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rules in Falco's files.
 *
 * @param rules one for each rule, in order of first definition
 * @param problems everything found while reading
 */
public record FalcoReport(List<RuleResult> rules, List<RuleProblem> problems) {

    public FalcoReport {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** What became of a rule. */
    public enum Outcome {
        /** It is in force. */
        LOADED,
        /** It says {@code enabled: false}. */
        DISABLED,
        /** It is written for another source, or asks to be left out when a field is not known. */
        SKIPPED,
        /** It can't be honoured exactly. */
        REFUSED
    }

    /**
     * A rule.
     *
     * @param name its name in Falco
     * @param file where it stands
     * @param line from 1
     * @param tags its tags
     * @param outcome what became of it
     * @param reason why it was not loaded, empty when it was
     * @param rule the rule, null when it was not loaded
     * @param neverThere fields it uses that no audit event holds
     */
    public record RuleResult(
            String name,
            String file,
            int line,
            List<String> tags,
            Outcome outcome,
            String reason,
            @Nullable Rule rule,
            List<String> neverThere) {

        public RuleResult {
            tags = List.copyOf(tags);
            neverThere = List.copyOf(neverThere);
        }
    }

    /** Whether any rule was refused, or any item could not be read. */
    public boolean hasRefusals() {
        return rules.stream().anyMatch(each -> each.outcome() == Outcome.REFUSED)
                || problems.stream().anyMatch(RuleProblem::isError);
    }
}
