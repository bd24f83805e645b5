// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventListSlicerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TEXTS = {"", "\"", "\\", "]}", "{[", "\\\"", "\u0000\n", "ä\uD83D\uDE00", "items", ","
    };

    private static List<String> slices(byte[] body) {
        List<String> found = new ArrayList<>();
        if (EventListSlicer.slice(body) instanceof EventListSlicer.Result.Items items) {
            items.slices().forEach(s -> found.add(new String(body, s.offset(), s.length(), StandardCharsets.UTF_8)));
        }
        return found;
    }

    private static JsonNode randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextInt());
            case 1 -> JSON.getNodeFactory().nullNode();
            case 2, 3 -> JSON.getNodeFactory().textNode(TEXTS[random.nextInt(TEXTS.length)]);
            case 4 -> randomArray(random, depth);
            default -> randomObject(random, depth);
        };
    }

    private static ArrayNode randomArray(Random random, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int n = random.nextInt(4); n > 0; n--) {
            array.add(randomValue(random, depth + 1));
        }
        return array;
    }

    private static ObjectNode randomObject(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int n = random.nextInt(4); n > 0; n--) {
            object.set(TEXTS[random.nextInt(TEXTS.length)], randomValue(random, depth + 1));
        }
        return object;
    }

    private static ObjectNode randomList(Random random) {
        ObjectNode list = JSON.createObjectNode();
        list.set("metadata", randomObject(random, 0));
        list.put("kind", "EventList");
        ArrayNode items = list.putArray("items");
        for (int n = random.nextInt(6); n > 0; n--) {
            items.add(randomValue(random, 0));
        }
        return list.put("apiVersion", "audit.k8s.io/v1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void findsTheItemsThatAParserFinds(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            ObjectNode list = randomList(random);
            byte[] body = random.nextBoolean()
                    ? JSON.writeValueAsBytes(list)
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list);
            List<JsonNode> parsed = new ArrayList<>();
            for (String slice : slices(body)) {
                parsed.add(JSON.readTree(slice));
            }
            assertThat(parsed).containsExactlyElementsOf(list.get("items"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void refusesEveryCutOfABodyAndSurvivesAnyByte(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] body = JSON.writeValueAsBytes(randomList(random));
            byte[] cut = Arrays.copyOf(body, random.nextInt(body.length));
            assertThat(EventListSlicer.slice(cut)).isInstanceOf(EventListSlicer.Result.NotAnEventList.class);
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            assertThat(EventListSlicer.slice(body)).isNotNull();
        }
    }

    @Test
    void losesNoItemsToARepeatedKey() {
        String body = "{\"items\":[1],\"kind\":\"EventList\",\"items\":[2 , 3],\"apiVersion\":\"audit.k8s.io/v1\"}";
        assertThat(slices(Batches.utf8(body))).containsExactly("1", "2", "3");
    }

    @Test
    void aMillionBracketsCostNoStack() {
        String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        assertThat(slices(Batches.list("1", deep, "2"))).containsExactly("1", deep, "2");
    }
}
