// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that correlations build on, wherever they were read from. One that builds on a rule that is not there,
 * or on itself, is refused, and so are those above it.
 */
final class CorrelationLinker {

    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, CorrelationRule> correlations = new HashMap<>();
    private final Map<String, Optional<CorrelationRule>> linked = new LinkedHashMap<>();
    private final Set<String> underway = new HashSet<>();
    private final List<RuleProblem> problems = new ArrayList<>();

    static RuleSet link(RuleSet set) {
        CorrelationLinker linker = new CorrelationLinker();
        for (Rule rule : set.rules()) {
            rule.names().forEach(name -> linker.rules.putIfAbsent(name, rule));
        }
        for (CorrelationRule rule : set.correlations()) {
            rule.names().forEach(name -> linker.correlations.putIfAbsent(name, rule));
        }
        set.correlations().forEach(linker::link);
        List<RuleProblem> problems = new ArrayList<>(set.problems());
        problems.addAll(linker.problems);
        return new RuleSet(
                set.rules(),
                linker.linked.values().stream().flatMap(Optional::stream).toList(),
                set.noise(),
                problems);
    }

    private Optional<CorrelationRule> link(CorrelationRule rule) {
        if (linked.containsKey(rule.id())) {
            return linked.getOrDefault(rule.id(), Optional.empty());
        }
        if (!underway.add(rule.id())) {
            return refuse(rule, "builds on itself, directly or through others");
        }
        Optional<CorrelationRule> result = resolve(rule);
        underway.remove(rule.id());
        return linked.computeIfAbsent(rule.id(), unused -> result);
    }

    private Optional<CorrelationRule> resolve(CorrelationRule rule) {
        Map<String, String> ids = new LinkedHashMap<>();
        Digest logic = new Digest().add("correlation 1");
        int level = 0;
        for (String name : rule.rules()) {
            @Nullable Rule base = rules.get(name);
            @Nullable CorrelationRule below = correlations.get(name);
            if (base != null) {
                ids.put(name, base.id());
                logic.add(base.ref().logicHash());
            } else if (below != null) {
                Optional<CorrelationRule> child = link(below);
                if (child.isEmpty()) {
                    return refuse(rule, "builds on '" + name + "', which was refused");
                }
                ids.put(name, below.id());
                logic.add(child.get().ref().logicHash());
                level = Math.max(level, child.get().level());
            } else {
                return refuse(rule, "there is no rule '" + name + "'; name rules by their 'name' or 'id'");
            }
        }
        if (new HashSet<>(ids.values()).size() < ids.size()) {
            return refuse(rule, "lists one rule under two names");
        }
        return Optional.of(with(rule, ids, logic, level + 1));
    }

    private static CorrelationRule with(CorrelationRule rule, Map<String, String> ids, Digest logic, int level) {
        List<CorrelationRule.GroupField> groupBy = rule.groupBy().stream()
                .map(field ->
                        new CorrelationRule.GroupField(field.name(), field.fields(), renamed(field.byRule(), ids)))
                .toList();
        CorrelationCondition condition = new CorrelationCondition(
                rule.condition().bounds(),
                rule.condition().fields(),
                rule.condition().percentile(),
                rule.condition().over().map(over -> renamed(over, ids)));
        Alert.RuleRef ref = rule.ref();
        logic.add(rule.type().sigmaName())
                .add(rule.span().toString())
                .add(text(groupBy, ids))
                .add(condition.toString());
        return new CorrelationRule(
                new Alert.RuleRef(
                        ref.id(),
                        ref.version(),
                        logic.hex(16),
                        ref.title(),
                        ref.attack(),
                        ref.runbook(),
                        ref.references()),
                rule.severity(),
                rule.riskScore(),
                rule.description(),
                rule.falsePositives(),
                rule.type(),
                rule.rules().stream().map(name -> ids.getOrDefault(name, name)).toList(),
                groupBy,
                rule.span(),
                condition,
                rule.generate(),
                rule.names(),
                level,
                rule.file());
    }

    /** In one order: what a map prints in is not. */
    private static String text(List<CorrelationRule.GroupField> groupBy, Map<String, String> ids) {
        StringBuilder text = new StringBuilder();
        for (CorrelationRule.GroupField field : groupBy) {
            text.append(field.name()).append(field.fields());
            ids.values().forEach(id -> text.append(field.fieldsFor(id)));
        }
        return text.toString();
    }

    private static Map<String, List<String>> renamed(Map<String, List<String>> byRule, Map<String, String> ids) {
        Map<String, List<String>> renamed = new HashMap<>();
        byRule.forEach((name, fields) -> renamed.put(ids.getOrDefault(name, name), fields));
        return renamed;
    }

    private static Expression renamed(Expression over, Map<String, String> ids) {
        if (over instanceof Expression.Leaf leaf) {
            ValueTest test = leaf.test();
            return new Expression.Leaf(ids.getOrDefault(leaf.field(), leaf.field()), test);
        }
        List<Expression> operands =
                over.operands().stream().map(operand -> renamed(operand, ids)).toList();
        if (over instanceof Expression.Not) {
            return new Expression.Not(operands.get(0));
        }
        return over instanceof Expression.And ? new Expression.And(operands) : new Expression.Or(operands);
    }

    private Optional<CorrelationRule> refuse(CorrelationRule rule, String reason) {
        linked.put(rule.id(), Optional.empty());
        problems.add(new RuleProblem(
                RuleProblem.Level.ERROR, rule.file(), 0, 0, "correlation '" + rule.id() + "': " + reason, ""));
        return Optional.empty();
    }
}
