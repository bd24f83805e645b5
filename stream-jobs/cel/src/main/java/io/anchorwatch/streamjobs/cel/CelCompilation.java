// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compiles expressions, each text once: it takes milliseconds, and policies repeat themselves. */
public final class CelCompilation {

    private static final int KEPT = 4_096;

    private static final String NO_AUTHORIZER =
            "'authorizer' asks the API server what a user may do now, which no event tells; leave the check out, or test"
                    + " event.annotations for the decision that was taken";

    private static final Map<String, String> ELSEWHERE = Map.of(
            "params", "'params' is known in ValidatingAdmissionPolicies only",
            "namespaceObject", "'namespaceObject' is known in ValidatingAdmissionPolicies only",
            "variables", "'variables' is known in ValidatingAdmissionPolicies only; use cel.bind(name, value, …)",
            "event", "a ValidatingAdmissionPolicy has no variable 'event'; write a Sigma rule with a 'cel' item");

    private static final Map<String, CelExpression> KNOWN = new ConcurrentHashMap<>();

    private CelCompilation() {}

    /** What a value must be. */
    public enum Result {
        BOOL(CelKind.BOOL),
        STRING(CelKind.STRING),
        ANY(CelKind.DYN);

        private final CelKind kind;

        Result(CelKind kind) {
            this.kind = kind;
        }
    }

    /** Compiles an expression of a Sigma item: object, oldObject, request, event. */
    static CelExpression expression(String text) throws ExpressionSyntaxException {
        return compile(Environment.EXPRESSION, text, Result.BOOL);
    }

    /** Compiles an expression of a ValidatingAdmissionPolicy. */
    public static CelExpression policy(String text, Result result) throws ExpressionSyntaxException {
        return compile(Environment.POLICY, text, result);
    }

    private static CelExpression compile(Environment environment, String text, Result result)
            throws ExpressionSyntaxException {
        String key = environment + " " + result + " " + text;
        @Nullable CelExpression known = KNOWN.get(key);
        if (known != null) {
            return known;
        }
        try {
            CelExpression compiled = fresh(environment, text, result);
            if (KNOWN.size() >= KEPT) {
                KNOWN.clear();
            }
            KNOWN.put(key, compiled);
            return compiled;
        } catch (StackOverflowError tooDeep) {
            throw new ExpressionSyntaxException(0, "the expression is nested too deep; split it");
        } catch (CelValidationException | CelEvaluationException | RuntimeException refused) {
            throw new ExpressionSyntaxException(0, "the expression can't be compiled: " + firstLine(refused));
        }
    }

    private static CelExpression fresh(Environment environment, String text, Result result)
            throws ExpressionSyntaxException, CelValidationException, CelEvaluationException {
        CelValidationResult parsed = environment.compiler().parse(text);
        refuse(parsed, text);
        Names names = Names.of(parsed.getAst());
        refuseForeign(parsed.getAst(), environment, text, names);
        CelValidationResult checked = environment.compiler().check(parsed.getAst());
        refuse(checked, text);
        CelAbstractSyntaxTree ast = checked.getAst();
        CelKind kind = ast.getResultType().kind();
        if (result != Result.ANY && kind != result.kind && kind != CelKind.DYN) {
            throw new ExpressionSyntaxException(
                    0,
                    "the expression must be a " + (result == Result.BOOL ? "bool" : "string") + ", not "
                            + ast.getResultType().name());
        }
        return CelExpression.of(text, ast, names);
    }

    private static void refuse(CelValidationResult result, String text) throws ExpressionSyntaxException {
        if (result.hasError()) {
            CelIssue first = result.getErrors().get(0);
            int offset = offset(
                    text,
                    first.getSourceLocation().getLine(),
                    first.getSourceLocation().getColumn());
            throw new ExpressionSyntaxException(
                    offset, first.getMessage().lines().findFirst().orElse("invalid"));
        }
    }

    private static void refuseForeign(CelAbstractSyntaxTree ast, Environment environment, String text, Names names)
            throws ExpressionSyntaxException {
        for (Map.Entry<String, Long> ident : names.idents().entrySet()) {
            boolean known = environment.variables().contains(ident.getKey());
            @Nullable String why = ident.getKey().equals("authorizer") ? NO_AUTHORIZER : ELSEWHERE.get(ident.getKey());
            if (!known && why != null) {
                int place = ast.getSource().getPositionsMap().getOrDefault(ident.getValue(), 0);
                throw new ExpressionSyntaxException(chars(text, place), why);
            }
        }
    }

    /** Lines count from 1, columns from 0 in code points. */
    private static int offset(String text, int line, int column) {
        int from = 0;
        for (int i = 1; i < line && from >= 0; i++) {
            int next = text.indexOf('\n', from);
            from = next < 0 ? text.length() : next + 1;
        }
        return Math.min(text.length(), from + chars(text.substring(from), column));
    }

    private static int chars(String text, int codePoints) {
        int count = Math.max(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        return text.offsetByCodePoints(0, count);
    }

    private static String firstLine(Exception refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }
}
