// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Locale;
import java.util.Set;

/** What an author may not have meant, though it has a meaning. */
final class ItemLint {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private ItemLint() {}

    static void check(Selection.Item item) {
        boolean single = item.values().size() == 1;
        if (item.has(Modifier.ALL) && single) {
            item.place().warn("'all' links values, and there is only one");
        }
        if (item.has(Modifier.NEQ)) {
            item.place()
                    .warn("'neq' holds for events without the field too; add '" + item.field()
                            + "|exists: true' if that is not meant");
        }
        boolean comparison = item.modifiers().stream().anyMatch(Modifier::isComparison);
        boolean text = item.has(Modifier.CONTAINS) || item.has(Modifier.STARTSWITH) || item.has(Modifier.ENDSWITH);
        for (Value value : item.values()) {
            check(value, single, comparison, text);
        }
    }

    private static void check(Value value, boolean single, boolean comparison, boolean text) {
        switch (value.kind()) {
            case NULL -> {
                if (!single) {
                    value.place().warn("null in a list is not Sigma; it means an absent field here");
                }
            }
            case BOOLEAN -> {
                if (!BOOLEANS.contains(value.raw().toLowerCase(Locale.ROOT))) {
                    value.place()
                            .warn("YAML 1.1 reads " + value.raw() + " as "
                                    + (YamlNodes.isTrue(value.raw()) ? "true" : "false")
                                    + "; quote it if text is meant");
                }
            }
            case NUMBER -> {
                if (text) {
                    value.place().warn("a number is taken as text here; quote it");
                }
            }
            case TEXT -> {
                if (comparison) {
                    value.place().warn("a number to compare with is written without quotes");
                }
            }
        }
    }
}
