// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events that no API server writes: nothing throws, and every value keeps to its kind. */
final class HostileEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STRANGERS =
            List.of("\"x\"", "-1.5e3", "null", "true", "[]", "[[1],null,\"x\",{}]", "{}", "{\"name\":[1]}", "[[[[]]]]");

    private static List<FalcoFields.Use> uses() {
        Set<String> names = new TreeSet<>(FalcoFields.names());
        FalcoFields.names().forEach(name -> names.add(name + "@falco"));
        List<FalcoFields.Use> uses = new ArrayList<>();
        for (String name : names) {
            FalcoFields.of(name).ifPresent(field -> {
                for (String argument : field.argument() == FalcoField.Argument.KEY
                        ? List.of("a", "*", "/requestObject/spec/0/1", "")
                        : field.argument() == FalcoField.Argument.INDEX ? List.of("", "0", "7") : List.of("")) {
                    uses.add(new FalcoFields.Use(field, argument));
                }
            });
        }
        return uses;
    }

    @Test
    void aStrangerAtAnyPlaceOfTheEventThrowsNothing() throws IOException {
        JsonNode event = JSON.readTree(FieldsTest.EVENT);
        List<FalcoFields.Use> uses = uses();
        List<String> pointers = new ArrayList<>();
        collect(event, "", pointers);
        assertThat(pointers).hasSizeGreaterThan(100);
        int read = 0;
        for (String pointer : pointers) {
            for (String stranger : STRANGERS) {
                JsonNode changed = event.deepCopy();
                replace(changed, pointer, JSON.readTree(stranger));
                AuditView view = AuditView.decode(JSON.writeValueAsBytes(changed), 0);
                for (FalcoFields.Use use : uses) {
                    keepsToItsKind(use, use.field().reader().read(view, use.argument()));
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(100_000);
    }

    private static void keepsToItsKind(FalcoFields.Use use, Object value) {
        boolean kept = value == Missing.ABSENT
                || switch (use.field().shape()) {
                    case TEXT -> value instanceof String;
                    case LIST ->
                        value instanceof List<?> list
                                && !list.isEmpty()
                                && list.stream().allMatch(String.class::isInstance);
                    case NUMBER -> value instanceof Long;
                };
        assertThat(kept).as("%s gave %s", use.text(), value).isTrue();
    }

    private static void collect(JsonNode node, String pointer, List<String> into) {
        if (!pointer.isEmpty()) {
            into.add(pointer);
        }
        node.properties()
                .forEach(each ->
                        collect(each.getValue(), pointer + "/" + each.getKey().replace("/", "~1"), into));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, into);
        }
    }

    private static void replace(JsonNode root, String pointer, JsonNode by) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, last));
        String key = pointer.substring(last + 1).replace("~1", "/");
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), by);
        } else {
            ((ObjectNode) parent).set(key, by);
        }
    }

    @Test
    void manyContainersAndDeepArraysAreReadInTheirOwnSize() throws IOException {
        String many = String.join(",", Collections.nCopies(50_000, "{\"image\":\"a:1\"}"));
        String event = "{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"requestObject\":{\"spec\":{\"containers\":["
                + many + "]}}}";
        assertThat(Falco.matches("ka.req.pod.containers.image.repository in (a)", event))
                .isTrue();
        String deep = "[".repeat(900) + "]".repeat(900);
        String nested = "{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"requestObject\":{\"spec\":{\"containers\":"
                + deep + ",\"volumes\":" + deep + "},\"rules\":" + deep + "}}";
        assertThat(Falco.matches(
                        "ka.req.pod.containers.image exists or ka.req.pod.volumes.hostpath exists"
                                + " or ka.req.role.rules.verbs exists",
                        nested))
                .isFalse();
    }

    @Test
    void patternsTakeTimeInProportionToTheText() throws IOException {
        String event = "{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"" + "a".repeat(20_000) + "\"}";
        assertThat(Falco.matches("ka.verb glob *a*a*a*a*a*a*a*a*b", event)).isFalse();
        assertThat(Falco.matches("ka.verb regex \"(a*)*(a*)*(a*)*b\"", event)).isFalse();
        String path = "{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"" + "/a".repeat(20_000) + "\"}";
        assertThat(Falco.matches("ka.verb pmatch (" + "/*".repeat(50) + "/b)", path))
                .isFalse();
    }

    @Test
    void rulesRestOnRecordsThatAreNoAuditEvents() throws IOException {
        var rules = Falco.read(Falco.rule("len(ka.verb) > 1 or ka.verb = val(ka.uri)"), Set.of());
        assertThat(RuleMatcher.json(rules).match("{\"verb\":\"get\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
