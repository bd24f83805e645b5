// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which slots of an audit event are worth filling. A choice of speed only: any other is found through the tree. */
final class SlotSelection {

    private static final Map<String, Envelope> BY_PATH =
            Stream.of(Envelope.values()).collect(Collectors.toMap(Envelope::path, field -> field));

    /** What facts and index look at for almost every event. */
    private static final Set<Envelope> COMMON = EnumSet.of(
            Envelope.LEVEL,
            Envelope.STAGE,
            Envelope.VERB,
            Envelope.REQUEST_URI,
            Envelope.USERNAME,
            Envelope.USER_GROUPS,
            Envelope.API_GROUP,
            Envelope.RESOURCE,
            Envelope.SUBRESOURCE,
            Envelope.NAMESPACE,
            Envelope.NAME,
            Envelope.STATUS_CODE,
            Envelope.SOURCE_IPS);

    private SlotSelection() {}

    /** The common slots and those that the conditions name. */
    static Set<Envelope> of(List<Expression> conditions) {
        Set<Envelope> slots = EnumSet.copyOf(COMMON);
        conditions.forEach(condition -> collect(condition, slots));
        return slots;
    }

    private static void collect(Expression expression, Set<Envelope> into) {
        if (expression instanceof Expression.Leaf leaf) {
            add(leaf.field(), into);
            if (leaf.test() instanceof SameAsField other) {
                add(other.field(), into);
            }
        }
        if (expression instanceof Expression.Elements each) {
            each.fields().forEach(field -> add(field, into));
        }
        expression.operands().forEach(operand -> collect(operand, into));
    }

    private static void add(String field, Set<Envelope> into) {
        @Nullable Envelope slot = BY_PATH.get(field);
        if (slot != null) {
            into.add(slot);
        }
    }
}
