// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.format.Escapes;
import io.anchorwatch.sinks.format.PlainText;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Blocks of a message. Text of an event is {@code plain_text}, which Slack does not read as mrkdwn, wherever bold letters
 * and links are not needed; there it is escaped, and {@code verbatim}, so that no name and no URL becomes a link.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks and their limits</a>
 * @see <a href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object">Text objects</a>
 */
final class Blocks {

    /** Of a header: 150 characters. */
    private static final int HEADER = 150;

    /** Of a text object: 3,000 characters, entities counted. */
    private static final int TEXT = 3000;

    /** Escapes make a text at most six times as long. */
    private static final int BEFORE_ESCAPES = TEXT / 6;

    private static final int BLOCK_ID = 255;

    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    private final Set<String> ids = new HashSet<>();

    ArrayNode array() {
        return blocks;
    }

    void header(String text) {
        add("header").set("text", plain(text, HEADER));
    }

    /** A paragraph, named unless there is one of that name; lines stay lines. */
    void paragraph(String id, List<String> lines) {
        ObjectNode block = add("section");
        block.set("text", plain(lines, TEXT));
        if (!id.isEmpty() && id.length() <= BLOCK_ID && ids.add(id)) {
            block.put("block_id", id);
        }
    }

    /** One line in bold letters. */
    void bold(String text) {
        add("section").set("text", mrkdwn("*" + Escapes.slackMrkdwn(text, BEFORE_ESCAPES) + "*"));
    }

    /** Lines in small grey letters. */
    void small(List<String> lines) {
        add("context").putArray("elements").add(plain(lines, TEXT));
    }

    /** A link and the host it leads to. */
    void link(String words, URI link) {
        String shown = Escapes.slackMrkdwn(words + " (" + link.getHost() + ")", BEFORE_ESCAPES);
        add("section").set("text", mrkdwn("<" + link.toString().replace("&", "&amp;") + "|" + shown + ">"));
    }

    /** Text that is mrkdwn already. */
    void ready(String mrkdwn) {
        for (String part : Parts.of(mrkdwn, TEXT)) {
            add("section").set("text", mrkdwn(part));
        }
    }

    void divider() {
        add("divider");
    }

    private ObjectNode add(String type) {
        return blocks.addObject().put("type", type);
    }

    private static ObjectNode plain(List<String> lines, int most) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            int left = most - text.length() - 1;
            if (left > 1) {
                text.append(text.length() == 0 ? "" : "\n").append(PlainText.clean(line, left));
            }
        }
        // Slack refuses an empty text.
        return text("plain_text", text.toString().isBlank() ? "·" : text.toString())
                .put("emoji", false);
    }

    private static ObjectNode plain(String text, int most) {
        return plain(List.of(text), most + 1);
    }

    private static ObjectNode mrkdwn(String text) {
        return text("mrkdwn", text).put("verbatim", true);
    }

    private static ObjectNode text(String type, String text) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("text", text);
    }
}
