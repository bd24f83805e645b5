// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object as a map; a null value is a value. */
final class JsonMap extends AbstractMap<String, Object> {

    private final JsonNode node;
    private final Budget budget;

    JsonMap(JsonNode node, Budget budget) {
        this.node = node;
        this.budget = budget;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        budget.charge(1);
        JsonNode child = key instanceof String name ? node.get(name) : null;
        return child == null ? null : JsonValues.of(child, budget);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        budget.charge(1);
        return key instanceof String name && node.has(name);
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                Iterator<Entry<String, JsonNode>> fields = node.properties().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return fields.hasNext();
                    }

                    @Override
                    public Entry<String, Object> next() {
                        budget.charge(1);
                        Map.Entry<String, JsonNode> field = fields.next();
                        return Map.entry(field.getKey(), JsonValues.of(field.getValue(), budget));
                    }
                };
            }

            @Override
            public int size() {
                return node.size();
            }
        };
    }

    /** A text of the event would leave by it. */
    @Override
    public String toString() {
        return "object of " + size();
    }
}
