// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charges a budget for each node of an expression as it is evaluated: one unit, and more for an argument that a function
 * walks through. For one evaluation.
 */
final class CostMeter implements CelEvaluationListener {

    /** No text or list that an expression makes may grow past it. */
    private static final int MAX_SIZE = 1 << 20;

    /** A pattern may come from an event; its program is some 1,000 times as large at worst. */
    private static final int MAX_PATTERN = 4_096;

    private static final int CHARS_A_UNIT = 10;

    private final Budget budget;
    private final @Nullable CostPlan.Argument[] plan;
    private final long[] sizes;

    CostMeter(Budget budget, @Nullable CostPlan.Argument[] plan) {
        this.budget = budget;
        this.plan = plan;
        this.sizes = new long[plan.length];
    }

    @Override
    public void callback(CelExpr expr, Object value) {
        budget.charge(1);
        long size = size(value);
        if (size > MAX_SIZE && !(value instanceof JsonList) && !(value instanceof JsonMap)) {
            throw new BudgetExceeded();
        }
        int id = (int) expr.id();
        CostPlan.@Nullable Argument argument = id < plan.length ? plan[id] : null;
        if (argument != null) {
            pay(id, argument, value, size);
        }
    }

    private void pay(int id, CostPlan.Argument argument, Object value, long size) {
        sizes[id] = size;
        if (argument.use() == CostPlan.Use.COUNT) {
            budget.charge(value instanceof Long count ? Math.max(0, count) : 0);
            return;
        }
        if (argument.use() == CostPlan.Use.PATTERN && size > MAX_PATTERN) {
            throw new BudgetExceeded();
        }
        walk(value);
        if (argument.times() >= 0) {
            budget.charge(size * sizes[argument.times()] / argument.divisor());
        }
    }

    /** Lists within lists may share their parts, so that walking them takes far longer than making them. */
    private void walk(Object value) {
        if (value instanceof String text) {
            budget.charge(text.length() / CHARS_A_UNIT);
        } else if (value instanceof JsonList || value instanceof JsonMap) {
            budget.charge(1);
        } else if (value instanceof Collection<?> list) {
            budget.charge(list.size());
            list.forEach(this::walk);
        } else if (value instanceof Map<?, ?> map) {
            budget.charge(2L * map.size());
            map.values().forEach(this::walk);
        }
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : 1;
    }
}
