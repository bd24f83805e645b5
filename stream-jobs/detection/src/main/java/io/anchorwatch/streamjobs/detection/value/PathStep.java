// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a {@link TreePath}.
 *
 * @param literal the key as it may be spelled in an event
 * @param suffix characters at the end of {@code literal} that are indexes
 * @param indexes which element to take, and of that which, and so on; negative ones count from the end
 */
record PathStep(String literal, int suffix, List<Integer> indexes) {

    private static final Pattern INDEX = Pattern.compile("\\[(-?[0-9]{1,9})]");
    private static final Pattern INDEXED =
            Pattern.compile("(.*?[^\\\\])((?:" + INDEX.pattern() + ")+)", Pattern.DOTALL);

    PathStep {
        indexes = List.copyOf(indexes);
    }

    static PathStep of(String segment) {
        Matcher indexed = INDEXED.matcher(segment);
        if (!segment.endsWith("]") || !indexed.matches()) {
            return new PathStep(unescape(segment), 0, List.of());
        }
        List<Integer> indexes = new ArrayList<>();
        Matcher each = INDEX.matcher(indexed.group(2));
        while (each.find()) {
            indexes.add(Integer.valueOf(each.group(1)));
        }
        String suffix = indexed.group(2);
        return new PathStep(unescape(indexed.group(1)) + suffix, suffix.length(), indexes);
    }

    private static String unescape(String segment) {
        return segment.indexOf('\\') < 0 ? segment : segment.replace("\\[", "[").replace("\\]", "]");
    }

    boolean picks() {
        return !indexes.isEmpty();
    }

    /** The array's key, when {@code key} ends in this step. */
    String nameIn(String key) {
        return key.substring(0, key.length() - suffix);
    }

    /** The element, or null when there is none. */
    @Nullable
    JsonNode pick(JsonNode array) {
        @Nullable JsonNode node = array;
        for (int index : indexes) {
            if (node == null || !node.isArray()) {
                return null;
            }
            node = node.get(index < 0 ? node.size() + index : index);
        }
        return node;
    }
}
