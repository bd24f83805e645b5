// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.format.PlainText;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Elements of an Adaptive Card. Text of an event stands in {@code TextRun}s, which know no Markdown; a mention would need
 * an entity beside the card, and no card has one.
 *
 * @see <a href="https://adaptivecards.io/explorer/RichTextBlock.html">RichTextBlock</a>
 * @see <a href="https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format">
 *     Formatting cards in Teams</a>
 */
final class Card {

    private static final int TEXT = 1000;
    private static final int TITLE = 60;

    private final ObjectNode card = JsonNodeFactory.instance
            .objectNode()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            // What Teams shows on phones, too.
            .put("version", "1.4");
    private final ArrayNode body = card.putArray("body");
    private final Set<String> ids = new HashSet<>();
    private final Set<URI> links = new HashSet<>();
    private ArrayNode items = body;

    ObjectNode json() {
        return card;
    }

    /** What follows stands in a box of that style, up to the next. */
    void box(String style) {
        ObjectNode box = body.addObject().put("type", "Container").put("style", style);
        // To the edges of the card, so that the colour is seen from afar.
        box.put("bleed", !style.equals("default")).put("separator", style.equals("default"));
        items = box.putArray("items");
    }

    /** A paragraph, named unless there is one of that name. */
    void paragraph(String id, String text) {
        ObjectNode block = block();
        if (!id.isEmpty() && ids.add(id)) {
            block.put("id", id);
        }
        run(block, text);
    }

    void title(String text, String size) {
        run(block(), text).put("size", size).put("weight", "Bolder");
    }

    void line(String text) {
        run(block().put("spacing", "Small"), text);
    }

    void label(String text) {
        run(block().put("spacing", "Small"), text).put("isSubtle", true);
    }

    void code(List<String> lines) {
        for (String line : lines) {
            run(block().put("spacing", "Small"), line).put("fontType", "Monospace");
        }
    }

    void fact(String label, String text) {
        ObjectNode block = block().put("spacing", "Small");
        run(block, label + "  ").put("isSubtle", true);
        run(block, text);
    }

    /** Text that is an operator's own Markdown. */
    void ready(String markdown) {
        if (!markdown.isEmpty()) {
            items.addObject().put("type", "TextBlock").put("text", markdown).put("wrap", true);
        }
    }

    /** A button below the card; one a link. */
    void link(String title, URI link) {
        if (links.add(link)) {
            ArrayNode actions = card.has("actions") ? (ArrayNode) card.get("actions") : card.putArray("actions");
            actions.addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", PlainText.clean(title, TITLE))
                    .put("url", link.toString());
        }
    }

    private ObjectNode block() {
        ObjectNode block = items.addObject().put("type", "RichTextBlock");
        block.putArray("inlines");
        return block;
    }

    private static ObjectNode run(ObjectNode block, String text) {
        return ((ArrayNode) block.get("inlines"))
                .addObject()
                .put("type", "TextRun")
                .put("text", text.isEmpty() ? "·" : cut(text));
    }

    private static String cut(String text) {
        return PlainText.clean(text, TEXT);
    }
}
