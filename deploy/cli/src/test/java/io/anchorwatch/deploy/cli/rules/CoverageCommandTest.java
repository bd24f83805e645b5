// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch coverage}: the layer and the table. */
final class CoverageCommandTest {

    private static final String RULES = """
            title: One
            name: one
            tags: [attack.t1552.007, attack.t1078]
            level: low
            logsource: {product: kubernetes, service: audit}
            detection: {s: {verb: get}, condition: s}
            ---
            title: Many
            name: many
            tags: [attack.t1552.007, attack.t9999]
            level: low
            correlation: {type: event_count, rules: [one], timespan: 5m, condition: {gte: 3}}
            """;

    @TempDir
    private Path folder;

    private Ran coverage(Object... more) throws IOException {
        List<Object> args =
                new ArrayList<>(List.of("coverage", "--rules", Files.writeString(folder.resolve("r.yaml"), RULES)));
        args.addAll(List.of(more));
        return anchorwatch(args.toArray());
    }

    @Test
    void theLayerCountsRulesAndCorrelations() throws IOException {
        Ran ran = coverage("-o", "layer");
        assertThat(ran.exitCode()).isZero();
        JsonNode layer = new ObjectMapper().readTree(ran.out());
        check(layer);
        JsonNode technique = layer.at("/techniques/1");
        assertThat(technique.path("techniqueID").asText()).isEqualTo("T1552.007");
        assertThat(technique.path("score").asInt()).isEqualTo(2);
        assertThat(technique.path("comment").asText()).isEqualTo("one, many");
        JsonNode parent = layer.at("/techniques/3");
        assertThat(parent.path("techniqueID").asText()).isEqualTo("T1552");
        assertThat(parent.has("score")).isFalse();
        assertThat(parent.path("showSubtechniques").asBoolean()).isTrue();
        assertThat(layer.at("/gradient/maxValue").asInt()).isEqualTo(2);
        assertThat(ran.err()).contains("2 rules name 3 techniques");
    }

    @Test
    void theShippedLayerHasTheForm() throws IOException {
        check(new ObjectMapper().readTree(anchorwatch("coverage", "-o", "layer").out()));
    }

    /** The properties, types and bounds of the published layer format 4.5. */
    private static void check(JsonNode layer) {
        assertThat(Set.of(
                        "versions",
                        "name",
                        "description",
                        "domain",
                        "filters",
                        "sorting",
                        "hideDisabled",
                        "techniques",
                        "gradient",
                        "legendItems"))
                .containsAll(names(layer));
        assertThat(layer.path("name").asText()).isNotEmpty();
        assertThat(layer.path("domain").asText()).isEqualTo("enterprise-attack");
        assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
        assertThat(layer.at("/versions/navigator").asText()).matches("(4\\.9|[5-9]\\.[0-9]+)\\.[0-9]+");
        assertThat(layer.at("/versions/attack").asText()).matches("[0-9]+");
        assertThat(layer.at("/filters/platforms/0").asText()).isEqualTo("Containers");
        assertThat(layer.path("sorting").asInt()).isBetween(0, 3);
        List<String> ids = new ArrayList<>();
        for (JsonNode technique : layer.path("techniques")) {
            assertThat(Set.of("techniqueID", "score", "comment", "enabled", "showSubtechniques"))
                    .containsAll(names(technique));
            assertThat(technique.path("techniqueID").asText()).matches("T[0-9]{4}(\\.[0-9]{3})?");
            assertThat(technique.path("enabled").isBoolean()).isTrue();
            ids.add(technique.path("techniqueID").asText());
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        assertThat(layer.at("/gradient/colors")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(layer.at("/gradient/maxValue").asInt())
                .isGreaterThan(layer.at("/gradient/minValue").asInt());
        layer.path("legendItems")
                .forEach(item -> assertThat(item.path("color").asText()).matches("#[0-9a-f]{6}"));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theTableShowsEachTacticOfATechnique() throws IOException {
        assertThat(coverage().out())
                .containsPattern("initial-access +T1078 +1 +one")
                .containsPattern("defense-evasion +T1078 +1 +one")
                .containsPattern("credential-access +T1552.007 +2 +one, many")
                .containsPattern("tactic not listed\\) +T9999 +1 +many");
    }

    /** Every technique of a shipped rule has a tactic. */
    @Test
    void theShippedRulesNameKnownTechniques() {
        assertThat(anchorwatch("coverage").out()).doesNotContain("not listed").contains("T1611");
    }
}
