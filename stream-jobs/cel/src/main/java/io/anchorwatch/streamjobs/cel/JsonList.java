// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.RandomAccess;

/** A JSON array as a list. */
final class JsonList extends AbstractList<Object> implements RandomAccess {

    private final JsonNode node;
    private final Budget budget;

    JsonList(JsonNode node, Budget budget) {
        this.node = node;
        this.budget = budget;
    }

    @Override
    public Object get(int index) {
        budget.charge(1);
        if (index < 0 || index >= node.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return JsonValues.of(node.get(index), budget);
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public String toString() {
        return "list of " + size();
    }
}
