// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.expr.Expression.Quantifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test of array elements. Equal ones of all rules are one, and the verdict is kept for the event; the work is that of
 * the body for each element.
 *
 * @param number place of the verdict in a {@link Match}
 * @param place of the match for elements
 * @param name what to call the elements
 * @param readers where they are
 * @param body what each is held against, as an event of its own
 * @param shape what the body keeps for an element
 */
record ElementsNode(
        int number,
        int place,
        String name,
        List<ElementReader> readers,
        Quantifier quantifier,
        Node body,
        Match.Shape shape)
        implements Node {

    @Override
    public boolean holds(Match match) {
        byte known = match.verdict(number);
        return known == Match.OPEN ? match.keep(number, test(match)) : known == Match.YES;
    }

    private boolean test(Match match) {
        boolean empty = true;
        Match inner = match.inner(place, shape);
        for (ElementReader reader : readers) {
            for (JsonNode element : reader.read(match.event())) {
                empty = false;
                boolean met = body.holds(inner.begin(new JsonView(element)));
                if (met == (quantifier == Quantifier.ANY || quantifier == Quantifier.NONE)) {
                    return quantifier == Quantifier.ANY;
                }
            }
        }
        return switch (quantifier) {
            case ANY -> false;
            case ALL -> !empty;
            case ALL_OR_EMPTY, NONE -> true;
        };
    }

    /** Shows the first element that meets the body; nothing for none. */
    @Override
    public void explain(Match match, Map<String, String> into) {
        if (quantifier == Quantifier.NONE) {
            return;
        }
        Match inner = match.inner(place, shape);
        for (ElementReader reader : readers) {
            int index = 0;
            for (JsonNode element : reader.read(match.event())) {
                if (body.holds(inner.begin(new JsonView(element)))) {
                    Map<String, String> matched = new LinkedHashMap<>();
                    body.explain(inner, matched);
                    String prefix = name + "[" + index + "]";
                    matched.forEach((field, value) ->
                            into.putIfAbsent(field.equals(".") ? prefix : prefix + "." + field, value));
                    return;
                }
                index++;
            }
        }
    }
}
