// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which audit level a rule needs.
 *
 * @param least below it the rule never fires
 * @param most at it every field that the rule uses can be there
 * @param field a field for which {@code least} is needed, empty when that is Metadata
 */
record LevelNeeds(AuditLevel least, AuditLevel most, String field) {

    private static final LevelNeeds NONE = new LevelNeeds(AuditLevel.METADATA, AuditLevel.METADATA, "");

    static LevelNeeds of(Expression expression) {
        if (expression instanceof Expression.Leaf leaf) {
            LevelNeeds needs = of(leaf.field());
            boolean absence =
                    leaf.test() instanceof IsNull || (leaf.test() instanceof Exists exists && !exists.expected());
            return absence ? needs.negated() : needs;
        }
        if (expression instanceof Expression.Predicate) {
            return new LevelNeeds(AuditLevel.METADATA, AuditLevel.REQUEST_RESPONSE, "");
        }
        if (expression instanceof Expression.Elements elements) {
            LevelNeeds needs = any(elements.fields().stream().map(LevelNeeds::of));
            boolean canBeEmpty = elements.quantifier() == Expression.Quantifier.NONE
                    || elements.quantifier() == Expression.Quantifier.ALL_OR_EMPTY;
            return canBeEmpty ? needs.negated() : needs;
        }
        Stream<LevelNeeds> parts = expression.operands().stream().map(LevelNeeds::of);
        if (expression instanceof Expression.Not) {
            return any(parts).negated();
        }
        return expression instanceof Expression.And ? all(parts) : any(parts);
    }

    private LevelNeeds negated() {
        return new LevelNeeds(AuditLevel.METADATA, most, "");
    }

    private static LevelNeeds all(Stream<LevelNeeds> parts) {
        return parts.reduce(
                NONE, (one, other) -> (other.least.compareTo(one.least) > 0 ? other : one).upTo(one, other));
    }

    private static LevelNeeds any(Stream<LevelNeeds> parts) {
        return parts.reduce((one, other) -> (other.least.compareTo(one.least) < 0 ? other : one).upTo(one, other))
                .orElse(NONE);
    }

    private LevelNeeds upTo(LevelNeeds one, LevelNeeds other) {
        return new LevelNeeds(
                least,
                Stream.of(one.most, other.most).max(Comparator.naturalOrder()).orElse(most),
                field);
    }

    private static LevelNeeds of(String field) {
        Optional<Fact> fact = Fact.of(field);
        if (fact.isPresent()) {
            // Facts about an object look at the request where there is no response; of a patch they then see a part.
            return fact.get().needsBody()
                    ? new LevelNeeds(AuditLevel.REQUEST, AuditLevel.REQUEST_RESPONSE, field)
                    : fact.get() == Fact.TARGET_NAME
                            ? new LevelNeeds(AuditLevel.METADATA, AuditLevel.REQUEST_RESPONSE, "")
                            : NONE;
        }
        Optional<FalcoFields.Use> falco = FalcoFields.parse(field);
        if (falco.isPresent()) {
            return needing(AuditLevel.of(falco.get().level().wireName()), field);
        }
        String first = AuditFields.keys(field).get(0);
        return switch (first) {
            case "requestObject" -> needing(AuditLevel.REQUEST, field);
            // As facts about an object do.
            case "object" -> new LevelNeeds(AuditLevel.REQUEST, AuditLevel.REQUEST_RESPONSE, field);
            case "responseObject" -> needing(AuditLevel.REQUEST_RESPONSE, field);
            // Any value of the event: there are always some, and more with the bodies.
            case Expression.KEYWORDS -> new LevelNeeds(AuditLevel.METADATA, AuditLevel.REQUEST_RESPONSE, "");
            default -> NONE;
        };
    }

    private static LevelNeeds needing(AuditLevel level, String field) {
        return new LevelNeeds(level, level, level == AuditLevel.METADATA ? "" : field);
    }
}
