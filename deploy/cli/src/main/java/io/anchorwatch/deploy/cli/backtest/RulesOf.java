// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule set and where it was read from.
 *
 * @param name the paths, as given
 */
record RulesOf(String name, List<Path> paths, List<Path> pipelines, List<String> compat, RuleSet set) {

    static RulesOf load(List<Path> paths, List<Path> pipelines, List<String> compat, PrintWriter err) {
        List<Path> named = paths.isEmpty() ? List.of(Path.of("shipped")) : paths;
        String name = named.stream().map(Path::toString).collect(Collectors.joining(" "));
        return new RulesOf(
                name,
                named,
                pipelines,
                compat,
                RuleOptions.of(named, pipelines, compat).load(err));
    }

    /** The same rules with what is in one more file. */
    RuleSet with(Path file) {
        List<Path> more = new ArrayList<>(paths);
        more.add(file);
        return RuleOptions.of(more, pipelines, compat).read(RuleOptions.Mapping.K8S_AUDIT);
    }

    /** Logic by rule id. */
    static Map<String, String> logic(RuleSet set) {
        return set.rules().stream()
                .collect(Collectors.toMap(Rule::id, rule -> rule.ref().logicHash()));
    }
}
