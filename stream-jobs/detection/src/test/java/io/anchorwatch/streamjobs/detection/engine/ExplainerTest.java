// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.engine.Explanation.Kind;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why an event matches or not. */
final class ExplainerTest {

    private static final Explainer AUDIT = Explainer.audit();

    private static Rule rule(String detection) {
        return Sigma.read("sigma-version: 3\n" + Sigma.rule(detection)).rules().get(0);
    }

    private static Explanation explain(String detection, String json) throws IOException {
        return AUDIT.explain(rule(detection), AUDIT.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eachClauseShowsWhatWasWantedAndSeen() throws IOException {
        Explanation why = explain(
                "a: {verb: get, userAgent|contains: [x, y]}\ncondition: a",
                "{\"verb\":\"list\",\"userAgent\":\"a\\u001b[2Jx\"}");
        assertThat(why.holds()).isFalse();
        assertThat(why.parts()).hasSize(3);
        assertThat(why.parts().get(0).wanted()).isEqualTo("equals 'get'");
        assertThat(why.parts().get(0).seen()).isEqualTo("'list'");
        assertThat(why.parts().get(1).holds()).isTrue();
        assertThat(why.parts().get(1).seen()).isEqualTo("'a\\u001b[2Jx'");
        assertThat(why.closeness()).isEqualTo(2.0 / 3, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void longValuesAreCut() throws IOException {
        Explanation why = explain("a: {userAgent: x}\ncondition: a", "{\"userAgent\":\"" + "z".repeat(100_000) + "\"}");
        assertThat(why.parts().get(0).seen()).hasSizeLessThan(200).endsWith("…'");
    }

    @Test
    void ofElementsTheNearestIsShown() throws IOException {
        Explanation why = explain(
                "a:\n  requestObject.c[any]: {x: 1, y: 2}\ncondition: a",
                "{\"requestObject\":{\"c\":[{\"x\":9},{\"x\":1,\"y\":3},{}]}}");
        Explanation elements = why.parts().get(0);
        assertThat(elements.kind()).isEqualTo(Kind.ELEMENTS);
        assertThat(elements.seen()).isEqualTo("3 elements, 0 meet it; shown: element 1");
        assertThat(elements.parts().get(0).parts())
                .extracting(Explanation::holds)
                .containsExactly(true, false);
    }

    @Test
    void whatCannotAnswerSaysSoAndIsNotTurnedRoundByNot() throws IOException {
        Expression fails = new Expression.Predicate(event -> {
            throw new EvaluationException("no object");
        });
        Expression leaf = new Expression.Leaf("verb", new TextEquals(Set.of("get"), false));
        Explanation not = explain(new Expression.Not(fails));
        assertThat(not.holds()).isFalse();
        assertThat(not.parts().get(0).failure()).isEqualTo("no object");
        // Matching does not ask what is decided before: then the negation holds.
        assertThat(explain(new Expression.Not(new Expression.And(List.of(fails, leaf))))
                        .holds())
                .isTrue();
    }

    private static Explanation explain(Expression expression) throws IOException {
        return AUDIT.explain(expression, AUDIT.read("{\"verb\":\"list\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theIndexIsToldByItsField() throws IOException {
        Rule rule = rule("a: {objectRef.resource: pods, userAgent: x}\ncondition: a");
        assertThat(AUDIT.ruledOutBy(
                        rule,
                        AUDIT.read("{\"objectRef\":{\"resource\":\"secrets\"}}".getBytes(StandardCharsets.UTF_8))))
                .contains("objectRef.resource");
        assertThat(AUDIT.ruledOutBy(
                        rule, AUDIT.read("{\"objectRef\":{\"resource\":\"PODS\"}}".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }
}
