// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event must show for a rule to fire: one at least of the clues. A rule that no event need show anything for has
 * none and is tried on every event.
 */
public final class Witness {

    private final List<Clue> clues;
    private final int worth;

    private Witness(List<Clue> clues, FieldWorth fields) {
        this.clues = clues;
        this.worth = clues.stream().mapToInt(clue -> worth(clue, fields)).min().orElse(Integer.MAX_VALUE);
    }

    /** The witness of a condition that tells most; null when there is none, or none worth looking for. */
    public static @Nullable Witness of(Expression condition, FieldWorth fields) {
        if (condition instanceof Expression.Leaf leaf) {
            return known(Clues.of(leaf.field(), leaf.test()), fields);
        }
        if (condition instanceof Expression.And and) {
            @Nullable Witness best = null;
            for (Expression operand : and.operands()) {
                @Nullable Witness witness = of(operand, fields);
                best = witness != null && (best == null || witness.worth > best.worth) ? witness : best;
            }
            return best;
        }
        if (condition instanceof Expression.Or or) {
            List<Clue> all = new ArrayList<>();
            for (Expression operand : or.operands()) {
                @Nullable Witness witness = of(operand, fields);
                if (witness == null) {
                    return null;
                }
                all.addAll(witness.clues);
            }
            return known(all, fields);
        }
        if (condition instanceof Expression.Elements each) {
            return elements(each, fields);
        }
        return condition instanceof Expression.Not not ? negated(not.operand(), fields) : null;
    }

    /** Something is there when it is not absent; nothing else follows from what does not hold. */
    private static @Nullable Witness negated(Expression operand, FieldWorth fields) {
        boolean isAbsence = operand instanceof Expression.Leaf leaf
                && (leaf.test() instanceof IsNull || (leaf.test() instanceof Exists exists && !exists.expected()));
        return isAbsence ? known(List.of(Clue.present(((Expression.Leaf) operand).field())), fields) : null;
    }

    /** An element must be there, and when the body tests the element itself, one of them shows what that asks for. */
    private static @Nullable Witness elements(Expression.Elements each, FieldWorth fields) {
        if (each.quantifier() != Expression.Quantifier.ANY && each.quantifier() != Expression.Quantifier.ALL) {
            return null;
        }
        List<Clue> all = new ArrayList<>();
        for (String field : each.fields()) {
            @Nullable
            List<Clue> clues =
                    each.body() instanceof Expression.Leaf leaf && leaf.field().equals(Expression.ELEMENT)
                            ? Clues.of(field, leaf.test())
                            : null;
            all.addAll(clues == null ? List.of(Clue.present(field)) : clues);
        }
        return known(all, fields);
    }

    private static @Nullable Witness known(@Nullable List<Clue> clues, FieldWorth fields) {
        if (clues == null) {
            return null;
        }
        Witness witness = new Witness(clues.stream().distinct().toList(), fields);
        return witness.worth <= 0 ? null : witness;
    }

    private static int worth(Clue clue, FieldWorth fields) {
        int told = switch (clue.kind()) {
            case EXACT -> 200;
            case NETWORK -> 150;
            case PREFIX, SUFFIX, PART -> clue.text().length();
            case PRESENT -> 1;
        };
        return fields.of(clue.field(), clue.kind() == Clue.Kind.PRESENT) * 1_000 + told;
    }

    List<Clue> clues() {
        return clues;
    }

    /** The clues, in words. */
    @Override
    public String toString() {
        return clues.isEmpty()
                ? "nothing can meet it"
                : clues.stream().map(Clue::toString).collect(Collectors.joining(" or "));
    }
}
