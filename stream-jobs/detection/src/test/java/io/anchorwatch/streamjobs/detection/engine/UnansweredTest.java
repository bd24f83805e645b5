// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A test that can't answer holds neither as it is nor negated, and is told by rule. */
final class UnansweredTest {

    private static final Expression UNANSWERED = new Expression.Predicate(new EventPredicate() {
        @Override
        public boolean holds(EventView event) throws EvaluationException {
            throw new EvaluationException("no object");
        }
    });
    private static final Expression YES = new Expression.Leaf("verb", new TextEquals(Set.of("get"), true));
    private static final String EVENT =
            "{\"auditID\":\"a\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\",\"verb\":\"get\"}";

    private static Rule rule(String id, Expression condition) {
        Rule like = Sigma.read("name: " + id + "\n" + Sigma.rule("s: {verb: get}\ncondition: s"))
                .rules()
                .get(0);
        return new Rule(
                like.ref(),
                like.severity(),
                like.riskScore(),
                like.status(),
                like.description(),
                like.falsePositives(),
                like.auditLevel(),
                like.logSource(),
                condition,
                like.message(),
                like.names(),
                like.file());
    }

    private static final RuleSet RULES = new RuleSet(
            List.of(
                    rule("alone", UNANSWERED),
                    rule("negated", new Expression.Not(UNANSWERED)),
                    rule("twice", new Expression.Not(new Expression.Not(UNANSWERED))),
                    rule("either", new Expression.Or(List.of(UNANSWERED, YES))),
                    rule("not-reached", new Expression.And(List.of(new Expression.Not(YES), UNANSWERED))),
                    rule("answered", YES)),
            List.of());

    @Test
    void aJudgementNamesTheRulesThatFailed() {
        Judgement judgement =
                new Detector(RULES).judge("c", "e", EVENT.getBytes(StandardCharsets.UTF_8), new InMemoryRequestLog());
        Judgement.Evaluated evaluated = (Judgement.Evaluated) judgement;
        assertThat(evaluated.alerts()).extracting(alert -> alert.rule().id()).containsExactly("answered", "either");
        assertThat(evaluated.failed())
                .isEqualTo(Map.of("alone", "no object", "negated", "no object", "twice", "no object"));
    }

    @Test
    void theMatcherTellsThemToo() throws IOException {
        Map<String, String> failed = new TreeMap<>();
        List<Rule> matched = RuleMatcher.audit(RULES).match(EVENT.getBytes(StandardCharsets.UTF_8), failed::put);
        assertThat(matched).extracting(Rule::id).containsExactly("answered", "either");
        assertThat(failed).containsOnlyKeys("alone", "negated", "twice");
    }
}
