// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EcsFormatTest {

    private static final Map<String, Set<String>> EXPECTED_TYPES = Map.of(
            "intrusion_detection", Set.of("allowed", "denied", "info"),
            "api",
                    Set.of(
                            "access",
                            "admin",
                            "allowed",
                            "change",
                            "creation",
                            "deletion",
                            "denied",
                            "end",
                            "info",
                            "start",
                            "user"),
            "configuration", Set.of("access", "change", "creation", "deletion", "info"),
            "iam", Set.of("admin", "change", "creation", "deletion", "group", "info", "user"),
            "process", Set.of("access", "change", "end", "info", "start"));

    private static final Map<String, String> FIELDS = new HashMap<>();
    private static final JsonNode MAPPINGS =
            Json.resource("ecs/component-template.json").at("/template/mappings");

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = EcsFormatTest.class.getResourceAsStream("ecs-9.4-fields.tsv")) {
            assertThat(in).isNotNull();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> FIELDS.put(cells[0], cells[1]));
        }
    }

    @Test
    void every_field_is_one_of_ecs_or_our_own_and_is_mapped_with_a_type_that_takes_it() {
        List<Alert> alerts = new ArrayList<>(HostileCorpus.alerts());
        alerts.addAll(ExampleAlerts.all().values());
        alerts.add(Bare.alert());
        for (Alert alert : alerts) {
            Json.leaves(Json.parse(AlertFormats.ECS.encode(alert))).forEach((path, value) -> {
                boolean known =
                        FIELDS.containsKey(path) || path.startsWith("anchorwatch.") || path.startsWith("labels.");
                assertThat(known).as(path).isTrue();
                JsonNode mapping = mapping(path);
                assertThat(mapping.isMissingNode()).as("mapping of " + path).isFalse();
                assertThat(takes(mapping.get("type").asText(), value))
                        .as(path + " takes " + value.getNodeType())
                        .isTrue();
                if (mapping.has("ignore_above")) {
                    assertThat(value.textValue().length())
                            .isLessThanOrEqualTo(mapping.get("ignore_above").asInt());
                }
            });
        }
    }

    @Test
    void a_mapping_agrees_with_the_type_that_ecs_gives_the_field() {
        FIELDS.forEach((path, type) -> {
            String wanted = switch (type) {
                // Types that only Elasticsearch has become what OpenSearch has for them.
                case "match_only_text" -> "text";
                case "wildcard" -> "keyword";
                default -> type;
            };
            if (!wanted.equals("object")) {
                assertThat(mapping(path).path("type").asText()).as(path).isEqualTo(wanted);
            }
        });
        assertThat(MAPPINGS.get("dynamic").asText()).isEqualTo("false");
    }

    @Test
    void no_event_can_add_a_key() {
        Set<String> keys = Json.leaves(Json.parse(AlertFormats.ECS.encode(HostileCorpus.everywhere("usual"))))
                .keySet();
        HostileCorpus.alerts()
                .forEach(alert -> assertThat(keys)
                        .containsAll(withoutOptional(Json.leaves(Json.parse(AlertFormats.ECS.encode(alert)))
                                .keySet())));
    }

    /** These come and go with whether a text is an address or a link. */
    private static Set<String> withoutOptional(Set<String> keys) {
        Set<String> rest = new HashSet<>(keys);
        rest.removeAll(Set.of("source.ip", "event.reference"));
        return rest;
    }

    @Test
    void categories_and_types_go_together() {
        for (Alert alert : ExampleAlerts.all().values()) {
            JsonNode event = Json.parse(AlertFormats.ECS.encode(alert)).get("event");
            List<Set<String>> expected = new ArrayList<>();
            event.get("category").forEach(category -> expected.add(EXPECTED_TYPES.get(category.asText())));
            event.get("type")
                    .forEach(type ->
                            assertThat(expected).as(type.asText()).anyMatch(types -> types.contains(type.asText())));
        }
    }

    @Test
    void techniques_and_subtechniques_are_told_apart() {
        JsonNode threat = Json.parse(AlertFormats.ECS.encode(ExampleAlerts.deniedSecrets()))
                .get("threat");
        assertThat(threat.at("/technique/id/0").asText()).isEqualTo("T1552");
        assertThat(threat.at("/technique/name/0").asText()).isEqualTo("Unsecured Credentials");
        assertThat(threat.at("/technique/subtechnique/id/0").asText()).isEqualTo("T1552.007");
    }

    @Test
    void whoever_looks_like_an_address_and_is_none_gets_into_no_address_field() {
        JsonNode document = Json.parse(AlertFormats.ECS.encode(HostileCorpus.everywhere("999.1.1.1")));
        assertThat(document.at("/source/ip").isMissingNode()).isTrue();
        assertThat(document.at("/source/address").asText()).isEqualTo("999.1.1.1");
        assertThat(document.at("/related/ip")).hasSize(1);
    }

    private static JsonNode mapping(String path) {
        return MAPPINGS.at("/properties/" + path.replace(".", "/properties/"));
    }

    private static boolean takes(String type, JsonNode value) {
        return switch (type) {
            case "keyword", "text" -> value.isTextual();
            case "long", "float" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "ip" -> value.isTextual() && IpText.isIp(value.textValue());
            case "date" ->
                value.isTextual()
                        && (value.textValue().length() > 30 || OffsetDateTime.parse(value.textValue()) != null);
            default -> false;
        };
    }
}
