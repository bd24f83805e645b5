// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The author of an event, or of a rule, wants time or memory: every evaluation ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitsTest {

    private static final int MANY = 10_000;

    private static final String HOSTILE = "{\"verb\":\"create\",\"requestObject\":{\"kind\":\"Pod\",\"many\":["
            + String.join(",", Collections.nCopies(MANY, "{\"v\":1}")) + "],\"numbers\":["
            + String.join(",", Collections.nCopies(MANY, "1")) + "],\"text\":\"" + "a".repeat(1 << 16)
            + "\",\"pattern\":\""
            + "(a{1000})".repeat(1_000) + "\",\"deep\":" + "[".repeat(900) + "]".repeat(900) + "}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.many.all(a, object.many.all(b, a.v == b.v))",
                "object.many.map(a, object.many.map(b, b)).size() > 0",
                "object.many.filter(a, object.many.filter(b, object.many.exists(c, c.v == 2)).size() > 0).size() > 0",
                "object.many.all(a, object.many.all(b, a.v == b.v)) || true",
                "object.many.exists(a, object == event.requestObject && false)",
                "sets.contains(object.numbers, object.numbers)",
                "object.numbers.map(n, n + 1).all(n, n in object.numbers.map(m, m * 2))",
                "object.text.replace('a', object.text).size() > 0",
                "object.numbers.map(n, 'x').join(object.text).size() > 0",
                "object.many.all(a, object.text.contains('b') || true)",
                "object.text.matches('(a*)*(a*)*(a*)*(a*)*(a*)*(a*)*b') || object.many.all(a, object.text.matches('(a|b)*c') || true)",
                "'a'.matches(object.pattern)",
                "'a'.find(object.pattern) == ''",
                "lists.range(2000000000).size() > 0",
                "object.numbers.map(n, object.numbers).flatten().distinct().size() > 0",
                "cel.bind(a, object.text + object.text, cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, cel.bind(e, d + d, e + e))))).size() > 0",
                "cel.bind(a, [1, 1, 1, 1, 1, 1, 1, 1], cel.bind(b, [a, a, a, a, a, a, a, a], cel.bind(c, [b, b, b, b, b, b, b, b], cel.bind(d, [c, c, c, c, c, c, c, c], cel.bind(e, [d, d, d, d, d, d, d, d], cel.bind(f, [e, e, e, e, e, e, e, e], cel.bind(g, [f, f, f, f, f, f, f, f], dyn(g) == dyn([g]))))))))",
                "object.numbers.map(n, object.text).size() > 0 && '%s'.format([object.numbers.map(n, object.text)]).size() > 0"
            })
    void whatCostsTooMuchIsStopped(String expression) {
        assertThatThrownBy(() -> Cel.holds(expression, HOSTILE))
                .isInstanceOf(EvaluationException.class)
                .hasMessageMatching("the expression costs more than the limit.*|too many iterations.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.many.all(a, a.v == 1)",
                "object.many.filter(a, a.v == 1).map(a, a.v).size() == 10000",
                "object.text.matches('^a+$')",
                "object.numbers.sum() == 10000 && object.numbers.isSorted() && object.numbers.max() == 1",
                "object.text.size() == 65536 && object.text.contains('aa')",
                "object.deep == object.deep",
                "object.numbers == object.numbers"
            })
    void whatIsLargeButLinearIsDone(String expression) throws EvaluationException {
        assertThat(Cel.holds(expression, HOSTILE)).isTrue();
    }

    @Test
    void aPolicysBudgetIsSharedByItsExpressions() throws Exception {
        Budget budget = new Budget();
        AuditVariables variables = new AuditVariables(Cel.audit(HOSTILE), budget);
        CelExpression dear = CelCompilation.policy("object.many.all(a, a.v == 1)", CelCompilation.Result.BOOL);
        int evaluated = 0;
        try {
            while (evaluated < 10_000) {
                assertThat(dear.holds(variables, budget)).isTrue();
                evaluated++;
            }
        } catch (EvaluationException spent) {
            assertThat(spent).hasMessageContaining("costs more than the limit");
        }
        // Some 7 nodes an element: 10,000,000 units pay for more than 50 and fewer than 500 of them.
        assertThat(evaluated).isBetween(50, 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parens", "plus", "not", "long", "nested lists", "members", "ternary"})
    void aHostileRuleIsRefusedOrCompiled(String shape) {
        String text = switch (shape) {
            case "parens" -> "(".repeat(20_000) + "true" + ")".repeat(20_000);
            case "plus" -> "1" + "+1".repeat(49_000) + " == 1";
            case "not" -> "!".repeat(90_001) + "true";
            case "long" -> "'" + "a".repeat(200_000) + "' == ''";
            case "nested lists" -> "[".repeat(20_000) + "]".repeat(20_000) + " == []";
            case "members" -> "object" + ".a".repeat(40_000) + " == 1";
            default -> "true ? ".repeat(10_000) + "true" + " : true".repeat(10_000);
        };
        try {
            new CelLanguage().compile(text).holds(Cel.audit(HOSTILE));
        } catch (ExpressionSyntaxException | EvaluationException refused) {
            assertThat(refused.getMessage()).isNotEmpty().doesNotContain("\n");
        }
    }
}
