// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExprVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of an expression cost more than one unit, found once from its tree: the arguments of functions that walk
 * through them, so that a step is paid before it is taken.
 */
final class CostPlan {

    /** What an argument is to its function. */
    enum Use {
        /** Walked through once. */
        WALKED,
        /** A regular expression. */
        PATTERN,
        /** A count of things to be made. */
        COUNT
    }

    /**
     * What is paid for an argument.
     *
     * @param use how it is used
     * @param times id of another argument with which it multiplies, or -1
     * @param divisor by which that product is divided
     */
    record Argument(Use use, int times, int divisor) {}

    /** Functions that do not look into their arguments. */
    private static final Set<String> CHEAP = Set.of(
            "_?_:_",
            "_&&_",
            "_||_",
            "!_",
            "_[_]",
            "_[?_]",
            "_?._",
            "_+_",
            "-_",
            "dyn",
            "type",
            "@not_strictly_false",
            "optional.of",
            "optional.none",
            "or",
            "orValue",
            "hasValue",
            "value",
            "first",
            "last",
            "has");

    private final Map<Integer, Argument> arguments = new HashMap<>();
    private int maxId;

    private CostPlan() {}

    static CostPlan of(CelAbstractSyntaxTree ast) {
        CostPlan plan = new CostPlan();
        new CelExprVisitor() {
            @Override
            public void visit(CelExpr expr) {
                plan.maxId = Math.max(plan.maxId, Math.toIntExact(expr.id()));
                super.visit(expr);
            }

            @Override
            protected void visit(CelExpr expr, CelExpr.CelCall call) {
                plan.add(call);
                super.visit(expr, call);
            }
        }.visit(ast.getExpr());
        return plan;
    }

    /** By id of the node; null where one unit is enough. */
    @Nullable
    Argument[] byId() {
        @Nullable Argument[] byId = new Argument[maxId + 1];
        arguments.forEach((id, argument) -> byId[id] = argument);
        return byId;
    }

    private void add(CelExpr.CelCall call) {
        String function = call.function();
        if (CHEAP.contains(function)) {
            return;
        }
        List<CelExpr> all = new ArrayList<>();
        call.target().ifPresent(all::add);
        all.addAll(call.args());
        for (int i = 0; i < all.size(); i++) {
            arguments.put(Math.toIntExact(all.get(i).id()), argument(function, i, all));
        }
    }

    private static Argument argument(String function, int index, List<CelExpr> all) {
        int first = Math.toIntExact(all.get(0).id());
        boolean second = index == 1;
        return switch (function) {
            case "matches", "find", "findAll" ->
                new Argument(second ? Use.PATTERN : Use.WALKED, second ? first : -1, 40);
            case "replace" -> new Argument(Use.WALKED, index == 2 ? first : -1, 10);
            case "join" -> new Argument(Use.WALKED, second ? first : -1, 10);
            case "sets.contains", "sets.intersects", "sets.equivalent" ->
                new Argument(Use.WALKED, second ? first : -1, 1);
            case "distinct" -> new Argument(Use.WALKED, first, 10);
            case "lists.range" -> new Argument(Use.COUNT, -1, 1);
            default -> new Argument(Use.WALKED, -1, 1);
        };
    }
}
