// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.language.RuleFormat;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Falco's rule files for the source {@code k8s_audit}, as they are.
 *
 * @see <a href="https://falco.org/docs/reference/rules/">Falco rules</a>
 */
public final class FalcoFormat implements RuleFormat {

    /** The name of the format, and of its defects among those to reproduce. */
    public static final String NAME = "falco";

    private static final Pattern ITEM = Pattern.compile("(?m)^[ \\t]*(?:-[ \\t]+)?[\"']?"
            + "(?:rule|macro|list|required_engine_version|required_plugin_versions)[\"']?[ \\t]*:");

    @Override
    public String name() {
        return NAME;
    }

    /** A YAML sequence in which something is a rule, a macro or a list. */
    @Override
    public boolean claims(String text) {
        Optional<String> first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("---"))
                .filter(line -> !line.startsWith("%"))
                .findFirst();
        return first.isPresent()
                && (first.get().startsWith("- ") || first.get().equals("-"))
                && ITEM.matcher(text).find();
    }

    @Override
    public RuleSet read(Map<String, String> files, Set<String> compat) {
        FalcoReport report = report(files, compat);
        List<Rule> rules = report.rules().stream()
                .filter(entry -> entry.rule() != null)
                .map(entry -> Objects.requireNonNull(entry.rule()))
                .toList();
        return new RuleSet(rules, report.problems());
    }

    /** As {@link #read}, with what became of each rule. */
    public FalcoReport report(Map<String, String> files, Set<String> compat) {
        Sources sources = new Sources();
        Definitions definitions = new Definitions();
        FileReader reader = new FileReader(sources, definitions);
        files.forEach(reader::read);
        return new RuleCompiler(sources, definitions, compat.contains(NAME)).compile();
    }
}
