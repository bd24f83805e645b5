// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.route.Glob;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.List;

/**
 * Which alerts a sink wants. What it does not want is counted as filtered, never sent.
 *
 * @param minimumSeverity the weakest severity it wants
 * @param includeRules globs of rule ids, {@code *} any text and {@code ?} one character; empty means all
 * @param excludeRules globs of rule ids that it does not want, even when included
 */
public record SinkFilter(Severity minimumSeverity, List<String> includeRules, List<String> excludeRules) {

    /** Every alert. */
    public static final SinkFilter NONE = new SinkFilter(Severity.INFORMATIONAL, List.of(), List.of());

    public SinkFilter {
        includeRules = List.copyOf(includeRules);
        excludeRules = List.copyOf(excludeRules);
    }

    /** Everything that is wrong with it. */
    public List<ConfigProblem> problems() {
        return new ConfigChecks()
                .require(includeRules.stream().noneMatch(String::isBlank), "includeRules", "holds an empty pattern")
                .require(excludeRules.stream().noneMatch(String::isBlank), "excludeRules", "holds an empty pattern")
                .problems();
    }

    /** The test that these settings mean. */
    public AlertMatcher toMatcher() {
        List<Glob> include = includeRules.stream().map(Glob::new).toList();
        List<Glob> exclude = excludeRules.stream().map(Glob::new).toList();
        AlertMatcher severe = alert -> alert.severity().compareTo(minimumSeverity) >= 0;
        AlertMatcher included = alert -> include.isEmpty()
                || include.stream().anyMatch(glob -> glob.matches(alert.rule().id()));
        AlertMatcher notExcluded = alert ->
                exclude.stream().noneMatch(glob -> glob.matches(alert.rule().id()));
        return severe.and(included).and(notExcluded);
    }
}
