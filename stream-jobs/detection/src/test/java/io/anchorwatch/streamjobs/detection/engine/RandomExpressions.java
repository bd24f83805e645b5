// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.google.re2j.Pattern;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.Differs;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.expr.Every;
import io.anchorwatch.streamjobs.detection.expr.ExactlyOne;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Glob;
import io.anchorwatch.streamjobs.detection.expr.InNetwork;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.expr.NumberCompare;
import io.anchorwatch.streamjobs.detection.expr.PathPrefix;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.ShellGlob;
import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.TextOrder;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;
import io.anchorwatch.streamjobs.detection.expr.TimePart;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Conditions of every kind there is, made from a seed, over the fields and texts of {@link Events}. */
final class RandomExpressions {

    private static final String[] FIELDS = {
        "verb",
        "stage",
        "userAgent",
        "userAgent",
        "requestURI",
        "requestURI",
        "user.username",
        "user.groups",
        "sourceIPs",
        "objectRef.resource",
        "objectRef.subresource",
        "objectRef.namespace",
        "objectRef.name",
        "objectRef.apiGroup",
        "impersonatedUser.username",
        "responseStatus.code",
        "stageTimestamp",
        "annotations.team",
        "actor.kind",
        "outcome",
        "client.address",
        "actor.namespace",
        "requestObject.spec.x",
        "requestObject.spec.list.name",
        "requestObject.spec.list[0].name",
        "requestObject",
        "ka.uri.param[name]",
        Expression.KEYWORDS
    };

    private static final String[] ARRAYS = {
        "user.groups", "sourceIPs", "requestObject.spec.list", "requestObject.spec.x", "objectRef", "none"
    };

    static final String[] TEXTS = {
        "create",
        "pods",
        "Kubectl/v1.30",
        "kubectl/v1.30 (linux/amd64)",
        "CURL/8",
        "/api/v1/namespaces/ns/pods",
        "/API/v1/pods?name=web-1",
        "system:serviceaccount:ns:web",
        "system:node:a",
        "bob",
        "web-1",
        "ns",
        "10.1.2.3",
        "fd00::1",
        "\u212aubectl/v1",
        "ma\u017fters",
        "\ud801\udc00pods\ud801\udc28",
        "\udc00pods",
        "403",
        "2026-01-01T10:20:30Z",
        ""
    };

    private final Random random;
    private final Set<Class<?>> made = new HashSet<>();

    RandomExpressions(Random random) {
        this.random = random;
    }

    /** The kinds of expressions and tests that were made so far. */
    Set<Class<?>> made() {
        return made;
    }

    Expression next(int depth) {
        Expression expression = switch (random.nextInt(depth == 0 ? 4 : 12)) {
            case 0, 1, 2 -> new Expression.Leaf(pick(FIELDS), test(2));
            case 3 -> new Expression.Leaf(pick(FIELDS), sameAs());
            case 4, 5, 6, 7 -> new Expression.And(some(depth - 1));
            case 8 -> new Expression.Or(some(depth - 1));
            case 9 -> new Expression.Not(next(depth - 1));
            case 10 ->
                new Expression.Elements(List.of(pick(ARRAYS)), pick(Expression.Quantifier.values()), body(depth - 1));
            default -> new Expression.Predicate(new Asks(pick(TEXTS)));
        };
        made.add(expression.getClass());
        return expression;
    }

    /** Names below an element, the element itself among them. */
    private Expression body(int depth) {
        String[] names = {Expression.ELEMENT, "name", "x"};
        Expression leaf = new Expression.Leaf(pick(names), test(1));
        return depth > 0 && flip() ? new Expression.Or(List.of(leaf, body(depth - 1))) : leaf;
    }

    private List<Expression> some(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> next(depth))
                .toList();
    }

    private ValueTest sameAs() {
        made.add(SameAsField.class);
        return new SameAsField(pick(FIELDS), pick(SameAsField.Relation.values()), flip());
    }

    private ValueTest test(int depth) {
        ValueTest test = switch (random.nextInt(depth == 0 ? 12 : 15)) {
            case 0 -> new TextEquals(Set.of(text(), text() + "x"), flip());
            case 1 -> new TextAffix(pick(TextAffix.Where.values()), List.of(part(), part() + "y"), flip());
            case 2 -> new TextGlob(pattern("" + TextGlob.MULTI, "" + TextGlob.SINGLE), flip());
            case 3 -> new TextRegex(Pattern.compile(regex(), flip() ? Pattern.CASE_INSENSITIVE : 0));
            case 4 -> new TextOrder(pick(NumberCompare.Operator.values()), text());
            case 5 -> new ShellGlob(Glob.of(pattern("*", "[a-z]"), flip()));
            case 6 -> PathPrefix.of(List.of("/" + part() + "/*", "/api/v[0-9]"));
            case 7 ->
                new InNetwork(Network.parse(pick("10.0.0.0/8", "10.1.2.3", "0.0.0.0/0", "fd00::/8"))
                        .orElseThrow());
            case 8 ->
                new NumberCompare(
                        pick(NumberCompare.Operator.values()), new BigDecimal(pick("403", "200", "0.5", "5")));
            case 9 ->
                new TimePart(
                        pick(TimePart.Part.values()),
                        new NumberCompare(pick(NumberCompare.Operator.values()), BigDecimal.TEN));
            case 10 -> new IsNull();
            case 11 -> new Exists(flip());
            case 12 -> new Every(test(depth - 1));
            case 13 -> new ExactlyOne(List.of(test(depth - 1), test(depth - 1)));
            default -> new Differs(test(depth - 1));
        };
        made.add(test.getClass());
        return test;
    }

    private String regex() {
        String quoted = Pattern.quote(part())
                .replace("\ud801", "")
                .replace("\udc00", "")
                .replace("\udc28", "");
        return pick(
                "^" + quoted,
                quoted + "$",
                "(?:" + quoted + "|system)",
                "(" + quoted + ")?pods",
                "a(?:" + quoted + ")*",
                "(?:" + quoted + ")+[^/]{0,3}",
                "(?i)k" + "ubectl/v\\d",
                "[ab]ob|\\Aweb-[0-9]\\z",
                "(po|no)d[es]",
                "web\\-1{1}",
                "x{0}" + quoted);
    }

    private String pattern(String many, String one) {
        String text = text();
        int cut = text.isEmpty() ? 0 : random.nextInt(text.length());
        return pick(
                text,
                many + text.substring(cut),
                text.substring(0, cut) + many,
                text.substring(0, cut) + one + text.substring(Math.min(text.length(), cut + 1)),
                many + text + many);
    }

    private String part() {
        String text = text();
        int from = text.isEmpty() ? 0 : random.nextInt(text.length());
        return random.nextInt(3) == 0 ? text : text.substring(from, Math.min(text.length(), from + random.nextInt(9)));
    }

    private String text() {
        String text = pick(TEXTS);
        return random.nextInt(6) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private record Asks(String text) implements EventPredicate {
        @Override
        public boolean holds(EventView event) {
            return event.tree().toString().contains(text);
        }
    }
}
