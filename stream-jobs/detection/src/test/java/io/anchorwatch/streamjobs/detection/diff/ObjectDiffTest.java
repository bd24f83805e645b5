// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectDiffTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}|{\"a\":1}|[]",
                "{\"a\":1}|{\"a\":2}|[a /a 1 2]",
                "{\"a\":1}|{}|[a /a 1 ]",
                "{}|{\"a\":{\"b\":1,\"c\":2}}|[a.b /a/b  1, a.c /a/c  2]",
                "{\"a\":{\"x/y~\":1}}|{\"a\":{\"x/y~\":2}}|[a.x/y~ /a/x~1y~0 1 2]",
                "{\"c\":[{\"name\":\"w\",\"v\":1}]}|{\"c\":[{\"name\":\"s\",\"v\":9},{\"name\":\"w\",\"v\":1}]}"
                        + "|[c.name /c/0/name  \"s\", c.v /c/0/v  9]",
                "{\"c\":[{\"name\":\"w\",\"v\":1},{\"name\":\"s\"}]}|{\"c\":[{\"name\":\"s\"},{\"name\":\"w\",\"v\":2}]}"
                        + "|[c.v /c/1/v 1 2]",
                "{\"r\":[1,2,3]}|{\"r\":[1,3]}|[r /r/1 2 ]",
                "{\"r\":[1,1]}|{\"r\":[1]}|[r /r/1 1 ]",
                "{\"r\":[{\"k\":1}]}|{\"r\":[{\"k\":2}]}|[r /r/0 {\"k\":1} , r /r/0  {\"k\":2}]",
                "{\"a\":{\"b\":1}}|{\"a\":[1]}|[a /a {\"b\":1} [1]]",
                "{\"a\":null}|{}|[a /a null ]"
            })
    void tellsPlaceBeforeAndAfter(String before, String after, String expected) throws IOException {
        assertThat(text(ObjectDiff.between(JSON.readTree(before), JSON.readTree(after), field -> false)))
                .isEqualTo(expected);
    }

    private static String text(List<FieldChange> changes) {
        return changes.stream()
                .map(change -> change.field() + " " + change.pointer() + " " + change.before() + " " + change.after())
                .toList()
                .toString();
    }

    @Test
    void leavesOutWhatIsIgnoredAndWhatIsBelow() throws IOException {
        JsonNode before = JSON.readTree("{\"metadata\":{\"name\":\"x\",\"managedFields\":[1]},\"status\":{\"a\":1}}");
        JsonNode after = JSON.readTree("{\"metadata\":{\"name\":\"x\",\"managedFields\":[2]},\"status\":{\"a\":2}}");
        Noise noise = Noise.standard();
        assertThat(ObjectDiff.between(before, after, noise.ignoredOf("pods"))).isEmpty();
        assertThat(ObjectDiff.between(before, after, noise.ignoredOf("services")))
                .extracting(FieldChange::field)
                .containsExactly("status.a");
    }

    @Test
    void stopsAtSomeNumberOfChanges() {
        JsonNode after = JSON.createObjectNode();
        for (int i = 0; i < 10_000; i++) {
            ((ObjectNode) after).put("k" + i, i);
        }
        assertThat(ObjectDiff.between(JSON.createObjectNode(), after, field -> false))
                .hasSize(ObjectDiff.MAX_CHANGES);
    }
}
