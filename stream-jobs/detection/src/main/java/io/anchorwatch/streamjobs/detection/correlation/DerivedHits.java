// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert of a correlation as an event for those above it: its fields are the group's, and what was counted. */
final class DerivedHits {

    /** Field that holds what the correlation below counted. */
    static final String VALUE = "correlation.value";

    private DerivedHits() {}

    static Optional<Hit> of(Alert alert, CorrelationSet.Listener listener) {
        Map<String, String> fields = new HashMap<>(alert.correlation().group());
        fields.put(VALUE, alert.correlation().value());
        CorrelationRule parent = listener.correlation();
        String child = alert.rule().id();
        List<String> group = new ArrayList<>();
        for (CorrelationRule.GroupField field : parent.groupBy()) {
            @Nullable String value = first(fields, field.name(), field.fieldsFor(child));
            if (value == null) {
                return Optional.empty();
            }
            group.add(value);
        }
        List<String> values = new ArrayList<>();
        for (String field : parent.condition().fields()) {
            @Nullable String value = fields.get(field);
            if (value != null) {
                values.add(value);
            }
        }
        return Optional.of(new Hit(
                parent.id(),
                parent.ref().logicHash(),
                alert.cluster(),
                group,
                ChronoUnit.MICROS.between(Instant.EPOCH, alert.time()),
                alert.id(),
                1L << listener.bit(),
                values.size() < parent.condition().fields().size() ? List.of() : HitValues.tuple(values),
                new Story(alert.actor(), alert.client(), alert.verb(), alert.target(), alert.outcome()),
                new Hit.Source(alert.id(), "", "correlation")));
    }

    /** By the group's own name, or by a field that the child's rule knows it under. */
    private static @Nullable String first(Map<String, String> fields, String name, List<String> others) {
        for (String other : others) {
            @Nullable String value = fields.get(other);
            if (value != null) {
                return value;
            }
        }
        return fields.get(name);
    }
}
