// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExprVisitor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names in an expression.
 *
 * @param idents every identifier, variables of comprehensions included, with the node where it first stands
 * @param policyVariables the {@code x} of each {@code variables.x}
 */
record Names(Map<String, Long> idents, Set<String> policyVariables) {

    static Names of(CelAbstractSyntaxTree ast) {
        Names names = new Names(new LinkedHashMap<>(), new HashSet<>());
        new CelExprVisitor() {
            @Override
            protected void visit(CelExpr expr, CelExpr.CelIdent ident) {
                names.idents.putIfAbsent(ident.name(), expr.id());
            }

            @Override
            protected void visit(CelExpr expr, CelExpr.CelSelect select) {
                CelExpr operand = select.operand();
                if (operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                        && operand.ident().name().equals("variables")) {
                    names.policyVariables.add(select.field());
                }
                super.visit(expr, select);
            }
        }.visit(ast.getExpr());
        return names;
    }

    Set<String> variables() {
        return idents.keySet();
    }
}
