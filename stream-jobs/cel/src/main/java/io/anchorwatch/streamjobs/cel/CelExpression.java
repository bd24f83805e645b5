// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable, shared by threads; equal when written alike. */
public final class CelExpression {

    private static final Pattern PLACE = Pattern.compile("at <input>:([0-9]+)");

    private final String text;
    private final Set<String> variables;
    private final Set<String> policyVariables;
    private final CelRuntime.Program program;
    private final @Nullable CostPlan.Argument[] plan;

    private CelExpression(String text, Names names, CelRuntime.Program program, @Nullable CostPlan.Argument[] plan) {
        this.text = text;
        this.variables = Set.copyOf(names.variables());
        this.policyVariables = Set.copyOf(names.policyVariables());
        this.program = program;
        this.plan = plan;
    }

    static CelExpression of(String text, CelAbstractSyntaxTree ast, Names names) throws CelEvaluationException {
        CelRuntime.Program program = Environment.celRuntime().createProgram(ast);
        return new CelExpression(text, names, program, CostPlan.of(ast).byId());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The variables that it looks at. */
    public Set<String> variables() {
        return variables;
    }

    /** The {@code x} of each {@code variables.x}. */
    public Set<String> policyVariables() {
        return policyVariables;
    }

    /**
     * Its value for one event.
     *
     * @param values the variables
     * @param budget what it may still cost
     * @throws EvaluationException when it fails or costs too much; the message is one line without event text
     */
    public Object evaluate(CelVariableResolver values, Budget budget) throws EvaluationException {
        long outer = budget.enter();
        try {
            return program.trace(values, new CostMeter(budget, plan));
        } catch (CelEvaluationException failed) {
            throw new EvaluationException(describe(failed));
        } catch (BudgetExceeded tooMuch) {
            throw new EvaluationException("the expression costs more than the limit for one event");
        } catch (StackOverflowError tooDeep) {
            throw new EvaluationException("the expression or the object is nested too deep");
        } catch (RuntimeException unexpected) {
            throw new EvaluationException(
                    "internal error: " + unexpected.getClass().getSimpleName());
        } finally {
            budget.leave(outer);
        }
    }

    /** Whether it holds; any value but true or false is a failure. */
    public boolean holds(CelVariableResolver values, Budget budget) throws EvaluationException {
        Object value = evaluate(values, budget);
        if (value instanceof Boolean verdict) {
            return verdict;
        }
        throw new EvaluationException("the expression's value is neither true nor false");
    }

    /** Which kind of error, and where in the expression; its own text may quote the event. */
    private static String describe(CelEvaluationException failed) {
        String kind = switch (failed.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "no such key";
            case INDEX_OUT_OF_BOUNDS -> "index out of bounds";
            case DIVIDE_BY_ZERO -> "division by zero";
            case OVERLOAD_NOT_FOUND -> "no function for values of these types";
            case NUMERIC_OVERFLOW -> "number out of range";
            case ITERATION_BUDGET_EXCEEDED -> "too many iterations";
            case INVALID_ARGUMENT, BAD_FORMAT -> "invalid argument";
            default -> "evaluation failed";
        };
        Matcher place = PLACE.matcher(String.valueOf(failed.getMessage()));
        return place.find()
                ? kind + " at character " + (Long.parseLong(place.group(1)) + 1) + " of the expression"
                : kind;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CelExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
