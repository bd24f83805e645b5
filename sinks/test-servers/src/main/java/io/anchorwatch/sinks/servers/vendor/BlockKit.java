// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import java.util.List;
import java.util.Set;

/**
 * The rules of Slack's blocks that a message can break.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">blocks</a>
 * @see <a href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object">text</a>
 */
final class BlockKit {

    private static final int MOST_BLOCKS = 50;
    private static final int MOST_SECTION_TEXT = 3000;
    private static final int MOST_HEADER_TEXT = 150;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_FIELD_TEXT = 2000;
    private static final int MOST_ELEMENTS = 25;
    private static final int MOST_CONTEXT = 10;
    private static final int MOST_BUTTON_TEXT = 75;
    private static final int MOST_URL = 3000;
    private static final int MOST_BLOCK_ID = 255;
    private static final Set<String> BOTH = Set.of("plain_text", "mrkdwn");

    private BlockKit() {}

    static List<String> problems(JsonNode blocks) {
        Checks checks = new Checks();
        checks.that(blocks.isArray() && blocks.size() <= MOST_BLOCKS, "blocks is no array of at most 50");
        for (JsonNode block : blocks) {
            checks.optionalText(block, "block_id", MOST_BLOCK_ID);
            switch (block.path("type").asText()) {
                case "section" -> section(checks, block);
                case "header" -> text(checks, "header", block.path("text"), Set.of("plain_text"), MOST_HEADER_TEXT);
                case "context" -> context(checks, block);
                case "actions" -> actions(checks, block);
                case "divider" -> {}
                default -> checks.that(false, "unknown block " + block.path("type"));
            }
        }
        long distinct = blocks.findValues("block_id").stream().distinct().count();
        return checks.that(distinct == blocks.findValues("block_id").size(), "a block_id is there twice")
                .problems();
    }

    private static void section(Checks checks, JsonNode block) {
        checks.that(block.has("text") || block.has("fields"), "a section has neither text nor fields");
        if (block.has("text")) {
            text(checks, "section", block.path("text"), BOTH, MOST_SECTION_TEXT);
        }
        if (block.has("fields")) {
            checks.array(block, "fields", 1, MOST_FIELDS);
            block.path("fields").forEach(field -> text(checks, "field", field, BOTH, MOST_FIELD_TEXT));
        }
    }

    private static void context(Checks checks, JsonNode block) {
        checks.array(block, "elements", 1, MOST_CONTEXT);
        for (JsonNode element : block.path("elements")) {
            if (!element.path("type").asText().equals("image")) {
                text(checks, "context", element, BOTH, Integer.MAX_VALUE);
            }
        }
    }

    private static void actions(Checks checks, JsonNode block) {
        checks.array(block, "elements", 1, MOST_ELEMENTS);
        for (JsonNode element : block.path("elements")) {
            checks.that(element.path("type").asText().equals("button"), "an action that is no button");
            text(checks, "button", element.path("text"), Set.of("plain_text"), MOST_BUTTON_TEXT);
            checks.optionalText(element, "url", MOST_URL).optionalText(element, "action_id", MOST_BLOCK_ID);
        }
    }

    private static void text(Checks checks, String where, JsonNode text, Set<String> types, int most) {
        String value = text.path("text").asText();
        checks.that(types.contains(text.path("type").asText()), where + " text is none of " + types);
        checks.that(!value.isEmpty() && value.length() <= most, where + " text is empty or longer than " + most);
        // A channel full of people is not called by what an event says.
        boolean calls = text.path("type").asText().equals("mrkdwn")
                && (value.contains("<!channel") || value.contains("<!here") || value.contains("<!everyone"));
        checks.that(!calls, where + " text calls everybody");
    }
}
