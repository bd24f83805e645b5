// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Resources;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Azure drops a column that its rule does not know without a word: the template and the row must not drift apart. */
class AzureTemplateTest {

    private final JsonNode template = Json.read(Resources.bytes("/io/anchorwatch/sinks/sentinel/azuredeploy.json"));

    @Test
    void the_table_has_the_columns_that_a_row_fills_and_no_others() {
        List<String> written = new ArrayList<>();
        row().fieldNames().forEachRemaining(written::add);
        assertThat(columns().keySet()).containsExactlyElementsOf(written);
    }

    @Test
    void each_column_has_the_type_of_what_is_written_into_it() {
        JsonNode row = row();
        columns().forEach((name, type) -> {
            JsonNode value = row.get(name);
            switch (type) {
                case "string" -> assertThat(value.isTextual()).as(name).isTrue();
                case "int", "long" ->
                    assertThat(value.isIntegralNumber()).as(name).isTrue();
                case "dynamic" -> assertThat(value.isArray()).as(name).isTrue();
                case "datetime" ->
                    assertThat(OffsetDateTime.parse(value.asText())).as(name).isNotNull();
                default -> throw new AssertionError(name + " has type " + type);
            }
        });
    }

    @Test
    void the_rule_takes_what_the_table_has() {
        String columns = "[variables('columns')]";
        JsonNode table = template.at("/resources/0/properties/schema");
        JsonNode rule = template.at("/resources/1/properties");
        String stream = "Custom-" + table.path("name").asText();
        assertThat(table.path("columns").asText()).isEqualTo(columns);
        assertThat(rule.path("streamDeclarations").path(stream).path("columns").asText())
                .isEqualTo(columns);
        assertThat(rule.at("/dataFlows/0/outputStream").asText()).isEqualTo(stream);
        assertThat(stream).isEqualTo(SentinelType.STREAM);
    }

    private static JsonNode row() {
        return Json.read(SentinelRow.encode(Hostile.everywhere().get(0)));
    }

    private Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        template.at("/variables/columns")
                .forEach(column -> columns.put(
                        column.path("name").asText(), column.path("type").asText()));
        return columns;
    }
}
