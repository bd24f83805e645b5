// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Rules of a single condition, and events they are held against. */
final class Falco {

    static final Set<String> AS_FALCO = Set.of("falco");

    private Falco() {}

    /** A rule file of one rule with this condition. */
    static String rule(String condition) {
        return rule(condition, "out");
    }

    static String rule(String condition, String output) {
        return "- rule: R\n  desc: d\n  condition: >\n    " + condition.replace("\n", "\n    ") + "\n  output: >\n    "
                + output + "\n  priority: WARNING\n  source: k8s_audit\n";
    }

    static FalcoReport report(String file) {
        return new FalcoFormat().report(Map.of("f.yaml", file), Set.of());
    }

    static RuleSet read(String file, Set<String> compat) {
        return new FalcoFormat().read(Map.of("f.yaml", file), compat);
    }

    /** Whether the only rule of a file matches an event. */
    static boolean fires(String file, String event, Set<String> compat) {
        RuleSet set = read(file, compat);
        if (set.hasErrors() || set.rules().size() != 1) {
            throw new AssertionError("not one rule: " + set.problems());
        }
        try {
            return !RuleMatcher.audit(set)
                    .match(event.getBytes(StandardCharsets.UTF_8))
                    .isEmpty();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    static boolean matches(String condition, String event) {
        return fires(rule(condition), event, Set.of());
    }

    static boolean matchesAsFalco(String condition, String event) {
        return fires(rule(condition), event, AS_FALCO);
    }

    /** The only problem of a file, as line:column: message. */
    static String problem(String file) {
        RuleSet set = read(file, Set.of());
        if (set.problems().size() != 1) {
            return set.problems().toString();
        }
        var problem = set.problems().get(0);
        return problem.line() + ":" + problem.column() + ": " + problem.message();
    }

    static Rule only(String file) {
        return read(file, Set.of()).rules().get(0);
    }
}
