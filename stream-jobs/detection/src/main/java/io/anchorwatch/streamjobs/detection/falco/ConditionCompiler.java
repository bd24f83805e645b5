// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.expr.ExactlyOne;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.falco.Ast.Operand;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Turns one condition into an expression over fields of the event. */
final class ConditionCompiler {

    private static final Expression NEVER = new Expression.Or(List.of());

    private final Macros macros;
    private final int visibility;
    private final Budget budget;
    private final Sources sources;
    private final Set<FalcoFields.Use> fields = new LinkedHashSet<>();
    private final Values values;
    private int size;

    ConditionCompiler(Macros macros, int visibility, Budget budget, Sources sources, boolean asFalco) {
        this.macros = macros;
        this.visibility = visibility;
        this.budget = budget;
        this.sources = sources;
        this.values = new Values(asFalco, fields);
    }

    private record Part(Expression expression, int depth) {}

    Compiled compile(Ast condition) throws FalcoException {
        Part part = part(condition);
        return new Compiled(part.expression(), size, part.depth(), fields);
    }

    private Part part(Ast ast) throws FalcoException {
        if (ast instanceof Ast.And and) {
            return joined(and.operands(), true);
        }
        if (ast instanceof Ast.Or or) {
            return joined(or.operands(), false);
        }
        if (ast instanceof Ast.Not not) {
            Part operand = part(not.operand());
            return new Part(new Expression.Not(operand.expression()), operand.depth() + 1);
        }
        if (ast instanceof Ast.Macro macro) {
            Compiled compiled = macros.get(macro.name(), visibility, macro.place());
            grow(compiled.size(), macro.place());
            fields.addAll(compiled.fields());
            if (compiled.depth() > Budget.MAX_DEPTH) {
                throw new FalcoException(macro.place(), "with its macros filled in it nests too deep");
            }
            return new Part(compiled.expression(), compiled.depth() + 1);
        }
        return new Part(check((Ast.Check) ast), 1);
    }

    private Part joined(List<Ast> operands, boolean all) throws FalcoException {
        List<Expression> expressions = new ArrayList<>();
        int depth = 0;
        for (Ast operand : operands) {
            Part part = part(operand);
            expressions.add(part.expression());
            depth = Math.max(depth, part.depth());
        }
        return new Part(all ? Expression.and(expressions) : Expression.or(expressions), depth + 1);
    }

    private void grow(int added, long place) throws FalcoException {
        size += added;
        budget.nodes(added, size, place);
    }

    private Expression check(Ast.Check check) throws FalcoException {
        Value left = values.of(check.left());
        String refusal = Tests.refusal(left.shape(), check.operator(), check.modifier());
        if (!refusal.isEmpty()) {
            throw new FalcoException(check.place(), refusal);
        }
        List<Operand.Constant> constants = check.values();
        if (constants == null) {
            return pair(check, left);
        }
        grow(constants.size() + 1, check.place());
        if (check.operator().equals("exists")) {
            return exists(left);
        }
        if (left.shape() == Shape.NUMBER) {
            List<BigDecimal> numbers = new ArrayList<>();
            for (Operand.Constant constant : constants) {
                numbers.add(Tests.parse(constant.text(), constant.place()));
            }
            return numbers.isEmpty() ? NEVER : leaf(left, Tests.number(check.operator(), numbers));
        }
        constants.forEach(this::warnFieldName);
        return constants.isEmpty() ? NEVER : text(check, left, constants);
    }

    private Expression text(Ast.Check check, Value left, List<Operand.Constant> constants) throws FalcoException {
        String operator = check.operator();
        if (check.modifier().isEmpty()) {
            List<String> texts = constants.stream().map(Operand.Constant::text).toList();
            return leaf(
                    left,
                    Tests.text(left.shape(), operator, texts, constants.get(0).place()));
        }
        if (check.modifier().equals("anyof") && operator.startsWith("=")) {
            Set<String> texts = new HashSet<>();
            constants.forEach(constant -> texts.add(constant.text()));
            return leaf(left, new TextEquals(texts, true));
        }
        List<ValueTest> tests = new ArrayList<>();
        for (Operand.Constant constant : constants) {
            tests.add(Tests.text(left.shape(), operator, List.of(constant.text()), constant.place()));
        }
        if (check.modifier().equals("oneof")) {
            return leaf(left, new ExactlyOne(tests));
        }
        List<Expression> each = tests.stream().map(test -> leaf(left, test)).toList();
        return check.modifier().equals("anyof") ? Expression.or(each) : Expression.and(each);
    }

    /** The time of an event is always there: rules use it to say "always". */
    private static Expression exists(Value left) {
        return left.toString().endsWith(".rawtime") ? new Expression.And(List.of()) : leaf(left, new Exists(true));
    }

    private Expression pair(Ast.Check check, Value left) throws FalcoException {
        Operand written = Objects.requireNonNull(check.right(), "constants or an operand");
        Value right = values.of(written);
        if (right.shape() != left.shape()) {
            throw new FalcoException(
                    written.place(), "this is " + name(right.shape()) + " and the left side is " + name(left.shape()));
        }
        if (check.operator().equals("pmatch") || check.operator().equals("regex")) {
            throw new FalcoException(written.place(), "'" + check.operator() + "' takes constants only");
        }
        grow(2, check.place());
        return predicate(new Expression.Predicate(new PairTest(left, check.operator(), right)), left, right);
    }

    private static Expression leaf(Value left, ValueTest test) {
        if (left instanceof Value.Field field) {
            String path = field.use().path();
            return new Expression.Leaf(path.isEmpty() ? field.use().text() : path, test);
        }
        return predicate(new Expression.Predicate(new OperandTest(left, test)), left);
    }

    /** A predicate that reads the stage says so: the engine then does not wait for the response. */
    private static Expression predicate(Expression predicate, Value... read) {
        for (Value value : read) {
            if (readsStage(value)) {
                return new Expression.And(List.of(new Expression.Leaf("stage", new Exists(true)), predicate));
            }
        }
        return predicate;
    }

    private static boolean readsStage(Value value) {
        if (value instanceof Value.Field field) {
            return field.use().path().equals("stage");
        }
        if (value instanceof Value.Several several) {
            return several.values().stream().anyMatch(ConditionCompiler::readsStage);
        }
        return value instanceof Value.Transformed transformed
                && transformed.operands().stream().anyMatch(ConditionCompiler::readsStage);
    }

    private void warnFieldName(Operand.Constant constant) {
        if (FalcoFields.parse(constant.text()).isPresent()) {
            sources.warning(
                    constant.place(),
                    "'" + constant.text() + "' is compared as a text; write val(" + constant.text()
                            + ") to compare with the field");
        }
    }

    private static String name(Shape type) {
        return switch (type) {
            case TEXT -> "a text";
            case LIST -> "a list";
            case NUMBER -> "a number";
        };
    }
}
