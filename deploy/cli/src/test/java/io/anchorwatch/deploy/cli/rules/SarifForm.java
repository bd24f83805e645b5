// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the schema of SARIF 2.1.0 demands of the objects that are written here: required properties, no unknown ones, and
 * the values and types of each.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0, 3.13 and on</a>
 */
final class SarifForm {

    private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

    private SarifForm() {}

    static void check(JsonNode log) {
        properties(log, Set.of("version", "runs"), Set.of("$schema"));
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(URI.create(log.path("$schema").asText()).isAbsolute()).isTrue();
        assertThat(log.path("runs").isArray()).isTrue();
        log.path("runs").forEach(SarifForm::run);
    }

    private static void run(JsonNode run) {
        properties(run, Set.of("tool"), Set.of("results", "columnKind"));
        assertThat(run.path("columnKind").asText()).isIn("utf16CodeUnits", "unicodeCodePoints");
        properties(run.path("tool"), Set.of("driver"), Set.of());
        JsonNode driver = run.at("/tool/driver");
        properties(driver, Set.of("name"), Set.of("version", "rules"));
        List<String> ids = new ArrayList<>();
        for (JsonNode rule : driver.path("rules")) {
            properties(rule, Set.of("id"), Set.of("shortDescription", "defaultConfiguration"));
            properties(rule.path("shortDescription"), Set.of("text"), Set.of());
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn(LEVELS);
            ids.add(rule.path("id").asText());
        }
        assertThat(ids).doesNotHaveDuplicates();
        run.path("results").forEach(result -> result(result, ids));
    }

    private static void result(JsonNode result, List<String> ids) {
        properties(
                result,
                Set.of("message"),
                Set.of("ruleId", "ruleIndex", "level", "locations", "partialFingerprints", "properties"));
        properties(result.path("message"), Set.of("text"), Set.of());
        assertThat(result.at("/message/text").isTextual()).isTrue();
        assertThat(result.path("level").asText()).isIn(LEVELS);
        assertThat(ids.get(result.path("ruleIndex").asInt(-1)))
                .isEqualTo(result.path("ruleId").asText());
        assertThat(result.path("partialFingerprints").isObject()).isTrue();
        result.path("partialFingerprints")
                .forEach(value -> assertThat(value.isTextual()).isTrue());
        assertThat(result.path("locations")).hasSize(1);
        properties(result.at("/locations/0"), Set.of("physicalLocation"), Set.of());
        JsonNode place = result.at("/locations/0/physicalLocation");
        properties(place, Set.of("artifactLocation"), Set.of("region"));
        properties(place.path("artifactLocation"), Set.of("uri"), Set.of());
        String uri = place.at("/artifactLocation/uri").asText();
        assertThat(URI.create(uri).toASCIIString()).isEqualTo(uri);
        if (place.has("region")) {
            properties(place.path("region"), Set.of("startLine"), Set.of("startColumn", "snippet"));
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            assertThat(place.at("/region/startColumn").asInt()).isPositive();
        }
    }

    private static void properties(JsonNode node, Set<String> required, Set<String> optional) {
        assertThat(node.isObject()).as(node.toString()).isTrue();
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsAll(required);
        names.removeAll(required);
        assertThat(optional).containsAll(names);
    }
}
