// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Expression.And;
import io.anchorwatch.streamjobs.detection.expr.Expression.Elements;
import io.anchorwatch.streamjobs.detection.expr.Expression.Leaf;
import io.anchorwatch.streamjobs.detection.expr.Expression.Not;
import io.anchorwatch.streamjobs.detection.expr.Expression.Or;
import io.anchorwatch.streamjobs.detection.expr.Expression.Quantifier;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of conditions on fields that are never told. */
final class UntoldFieldsTest {

    private static final UntoldFields GROUPS_IN_PART = new UntoldFields(List.of(
            new Untold("gone", List.of(Missing.ABSENT), List.of(), false),
            new Untold("groups", List.of(Missing.ABSENT), List.of("system:serviceaccounts"), false),
            new Untold("code", List.of(200L, 403L), List.of(), false),
            new Untold("vague", List.of(Missing.ABSENT), List.of(), true)));

    private static final Expression GONE = is("gone.name", "x");
    private static final Expression KNOWN = is("known", "x");

    private static Expression is(String field, String text) {
        return new Leaf(field, new TextEquals(Set.of(text), false));
    }

    private static UntoldFields.Left left(Expression condition) {
        return GROUPS_IN_PART.read(condition);
    }

    @Test
    void what_is_asked_for_and_never_told_kills_the_rule_and_is_named() {
        UntoldFields.Left left = left(new And(List.of(KNOWN, GONE)));
        assertThat(left.neverHolds()).isTrue();
        assertThat(left.because()).containsExactly("gone.name");
    }

    @Test
    void one_way_of_several_that_is_lost_leaves_the_others() {
        UntoldFields.Left left = left(new Or(List.of(KNOWN, GONE)));
        assertThat(left.neverHolds()).isFalse();
        assertThat(left.condition()).isEqualTo(KNOWN);
        assertThat(left.lost()).containsExactly("gone.name");
        assertThat(left.loose()).isEmpty();
    }

    @Test
    void a_filter_that_is_never_told_holds_nothing_back() {
        UntoldFields.Left left = left(new And(List.of(KNOWN, new Not(GONE))));
        assertThat(left.condition()).isEqualTo(KNOWN);
        assertThat(left.loose()).containsExactly("gone.name");
        assertThat(left.lost()).isEmpty();
    }

    @Test
    void absence_of_what_is_never_told_always_holds() {
        assertThat(left(new Not(new Leaf("gone", new IsNull()))).neverHolds()).isTrue();
        assertThat(left(new Leaf("gone", new Exists(true))).neverHolds()).isTrue();
        assertThat(left(new And(List.of(KNOWN, new Leaf("gone[0]", new Exists(false)))))
                        .condition())
                .isEqualTo(KNOWN);
    }

    @Test
    void a_field_that_is_told_in_part_kills_only_tests_for_what_is_not() {
        assertThat(left(is("groups", "system:masters")).neverHolds()).isTrue();
        assertThat(left(is("groups", "system:serviceaccounts:shop")).neverHolds())
                .isFalse();
        assertThat(left(new Leaf("groups", new IsNull())).neverHolds()).isFalse();
        assertThat(left(is("vague", "x")).lost()).containsExactly("vague");
        assertThat(left(is("vague", "x")).neverHolds()).isFalse();
    }

    @Test
    void a_field_that_is_told_otherwise_has_only_those_values() {
        assertThat(left(is("code", "201")).neverHolds()).isTrue();
        UntoldFields.Left told = left(is("code", "403"));
        assertThat(told.neverHolds()).isFalse();
        assertThat(told.lost()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Quantifier.class)
    void an_array_that_is_never_told_is_empty(Quantifier quantifier) {
        boolean holdsOfNone = quantifier == Quantifier.NONE || quantifier == Quantifier.ALL_OR_EMPTY;
        UntoldFields.Left left = left(new Elements(List.of("gone.list"), quantifier, KNOWN));
        assertThat(left.neverHolds()).isEqualTo(!holdsOfNone);
        UntoldFields.Left other = left(new Elements(List.of("gone.list", "known"), quantifier, KNOWN));
        assertThat(other.condition()).isInstanceOf(Elements.class);
    }

    /** What is left answers as the whole does on every event that lacks the fields. */
    @Test
    void what_is_left_answers_as_the_whole_condition() {
        SplittableRandom random = new SplittableRandom(7);
        int dead = 0;
        for (int i = 0; i < 3_000; i++) {
            Expression condition = condition(random, 4);
            UntoldFields.Left left = left(condition);
            dead += left.neverHolds() ? 1 : 0;
            for (int event = 0; event < 16; event++) {
                Map<String, Object> values = event(event, random);
                assertThat(holds(left.condition(), values))
                        .as("%s of %s", condition, values)
                        .isEqualTo(holds(condition, values));
            }
        }
        assertThat(dead).isBetween(100, 2_900);
    }

    private static Map<String, Object> event(int bits, SplittableRandom random) {
        Map<String, Object> values = new HashMap<>();
        values.put("known", (bits & 1) == 0 ? "x" : "y");
        values.put("other", (bits & 2) == 0 ? "x" : Missing.ABSENT);
        values.put("code", (bits & 4) == 0 ? (Object) 200L : 403L);
        values.put(
                "groups", (bits & 8) == 0 ? Missing.ABSENT : List.of("system:serviceaccounts:n" + random.nextInt(3)));
        return values;
    }

    private static Expression condition(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            String field = List.of("gone", "known", "other", "code", "groups").get(random.nextInt(5));
            List<String> texts = List.of("x", "y", "200", "201", "system:masters", "system:serviceaccounts:n1");
            return switch (random.nextInt(4)) {
                case 0 -> new Leaf(field, new IsNull());
                case 1 -> new Leaf(field, new Exists(random.nextBoolean()));
                default -> is(field, texts.get(random.nextInt(texts.size())));
            };
        }
        if (kind == 1) {
            return new Not(condition(random, depth - 1));
        }
        List<Expression> operands = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            operands.add(condition(random, depth - 1));
        }
        return kind == 2 ? new And(operands) : new Or(operands);
    }

    private static boolean holds(Expression expression, Map<String, Object> event) {
        if (expression instanceof Leaf leaf) {
            return leaf.test().accepts(event.getOrDefault(leaf.field(), Missing.ABSENT));
        }
        if (expression instanceof Not not) {
            return !holds(not.operand(), event);
        }
        return expression instanceof And and
                ? and.operands().stream().allMatch(operand -> holds(operand, event))
                : expression.operands().stream().anyMatch(operand -> holds(operand, event));
    }
}
