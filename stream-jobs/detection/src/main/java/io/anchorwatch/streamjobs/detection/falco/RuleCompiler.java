// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport.Outcome;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport.RuleResult;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes rules of the definitions once all files are read. */
final class RuleCompiler {

    private static final String SOURCE = "k8s_audit";

    private final Sources sources;
    private final Definitions definitions;
    private final boolean asFalco;
    private final Budget budget = new Budget();
    private final Macros macros;

    RuleCompiler(Sources sources, Definitions definitions, boolean asFalco) {
        this.sources = sources;
        this.definitions = definitions;
        this.asFalco = asFalco;
        Lists lists = new Lists(definitions.lists, asFalco, budget, sources);
        this.macros = new Macros(definitions.macros, lists, budget, sources, asFalco);
    }

    FalcoReport compile() {
        List<RuleResult> entries = new ArrayList<>();
        for (RuleDefinition rule : definitions.rules.values()) {
            entries.add(compile(rule));
        }
        return new FalcoReport(entries, sources.problems());
    }

    private RuleResult compile(RuleDefinition rule) {
        if (!rule.refusal.isEmpty()) {
            return entry(rule, Outcome.REFUSED, rule.refusal, null, List.of());
        }
        if (!rule.source.equals(SOURCE)) {
            String reason = "written for source '" + rule.source + "'; only " + SOURCE + " is read here";
            sources.warning(rule.place, "rule '" + rule.name + "' is left out: " + reason);
            return entry(rule, Outcome.SKIPPED, reason, null, List.of());
        }
        try {
            Located condition = new ExceptionText(asFalco, budget).write(rule);
            Compiled compiled = macros.compile(condition, Integer.MAX_VALUE);
            Set<FalcoFields.Use> shown = new LinkedHashSet<>();
            Output output = new OutputParser(rule.output, new Values(asFalco, shown), sources).parse();
            shown.addAll(compiled.fields());
            List<String> never = never(shown);
            return rule.enabled
                    ? entry(rule, Outcome.LOADED, "", rule(rule, compiled, output), never)
                    : entry(rule, Outcome.DISABLED, "enabled: false", null, never);
        } catch (FalcoException wrong) {
            String message = "rule '" + rule.name + "': " + wrong.text();
            if (rule.skipsUnknown && wrong.isUnknownField()) {
                sources.warning(wrong.place(), message + "; it is left out");
                return entry(rule, Outcome.SKIPPED, wrong.text(), null, List.of());
            }
            sources.error(wrong.place(), message);
            return entry(rule, Outcome.REFUSED, wrong.text(), null, List.of());
        } catch (StackOverflowError tooDeep) {
            String reason = "its condition and its macros together nest too deep";
            sources.error(rule.place, "rule '" + rule.name + "': " + reason);
            return entry(rule, Outcome.REFUSED, reason, null, List.of());
        }
    }

    private RuleResult entry(
            RuleDefinition rule, Outcome outcome, String reason, @Nullable Rule compiled, List<String> never) {
        return new RuleResult(
                rule.name,
                sources.name(rule.place),
                Located.line(rule.place) + 1,
                List.copyOf(rule.tags),
                outcome,
                reason,
                compiled,
                never);
    }

    private Rule rule(RuleDefinition rule, Compiled compiled, Output output) {
        Expression condition = asFalco ? everyStage(compiled) : compiled.expression();
        String id = id(rule.name);
        return new Rule(
                new Alert.RuleRef(
                        id,
                        "",
                        new Digest().add("1").add(condition.toString()).hex(16),
                        rule.name,
                        attack(rule.tags),
                        "",
                        List.of()),
                rule.priority.severity(),
                rule.priority.severity().defaultRiskScore(),
                "",
                rule.description,
                List.of(),
                level(compiled.fields()).wireName(),
                LogSource.KUBERNETES_AUDIT,
                condition,
                output,
                new TreeSet<>(List.of(id, rule.name)),
                sources.name(rule.place));
    }

    /** A rule that names no stage matches each one that is logged. */
    private static Expression everyStage(Compiled compiled) {
        boolean named = compiled.fields().stream().anyMatch(use -> use.path().equals("stage"));
        return named
                ? compiled.expression()
                : new Expression.And(List.of(compiled.expression(), new Expression.Leaf("stage", new Exists(true))));
    }

    private static String id(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "rule-" + new Digest().add(name).hex(12) : slug;
    }

    private static List<String> attack(Collection<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("T[0-9]{4}(\\.[0-9]{3})?"))
                .sorted()
                .toList();
    }

    private static Level level(Collection<FalcoFields.Use> fields) {
        Level level = Level.METADATA;
        for (FalcoFields.Use use : fields) {
            level = use.level().compareTo(level) > 0 ? use.level() : level;
        }
        return level;
    }

    private static List<String> never(Collection<FalcoFields.Use> fields) {
        Set<String> never = new TreeSet<>();
        fields.stream()
                .filter(use -> !use.canBeThere())
                .forEach(use -> never.add(use.text().replace("@falco", "")));
        return List.copyOf(never);
    }
}
