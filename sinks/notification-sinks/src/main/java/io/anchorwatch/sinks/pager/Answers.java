// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a target says in its answers. Only looked for known words: none of it is repeated to an operator. */
public final class Answers {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Answers() {}

    /** Whether a text at one of the top keys, or in a list there, holds one of the words, in whatever case. */
    public static boolean mention(byte[] body, List<String> keys, List<String> words) {
        JsonNode said = read(body);
        List<String> texts = new ArrayList<>();
        for (String key : keys) {
            JsonNode value = said.path(key);
            texts.add(value.asText().toLowerCase(Locale.ROOT));
            value.forEach(item -> texts.add(item.asText().toLowerCase(Locale.ROOT)));
        }
        return texts.stream().anyMatch(text -> words.stream().anyMatch(text::contains));
    }

    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
