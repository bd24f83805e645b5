// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.EventTopics;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record's value comes out of its line byte for byte, and any tool can read the line. */
final class RecordedLineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RecordedLine line(byte @Nullable [] data) {
        return new RecordedLine(
                "0123",
                "prod",
                EventTopics.AUDIT_TYPE,
                "2026-11-24T00:00:00.123456Z",
                "2026-11-24T00:00:01Z",
                "",
                "prod/a\"b\u0007",
                EventTopics.AUDIT,
                3,
                9_000_000_000_000L,
                data);
    }

    private static RecordedLine again(RecordedLine line) {
        byte[] text = line.encode();
        assertThat(new String(text, ISO_8859_1)).doesNotContain("\n").doesNotContain("\r");
        RecordedLine parsed = RecordedLine.parse(text);
        assertThat(parsed).isNotNull();
        return parsed == null ? line : parsed;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1,\"a\":2,\"b\":\"\\u00e9 é \\ud83d\\ude00\"}",
                "{\"a\" : 1.0e5 ,\t\"b\":[ null ]}",
                " {\"spaces\":\"around\"} ",
                "{\n  \"laid\": \"out\"\n}",
                "{\"raw\":\"\u0001\"}",
                "{\"raw\":\"\u0000\"}",
                "{\"data\":{\"data\":1},\"specversion\":\"9\"}",
                "{\"two\":1}{\"values\":2}",
                "{\"torn\":",
                "}{",
                "17",
                "17 ",
                "\"text\"",
                "not json",
                "\uFEFF{}",
                "{\"a\":1},\"id\":\"other\"",
                ""
            })
    void the_value_comes_back_byte_for_byte(String value) {
        byte[] data = value.getBytes(UTF_8);
        assertThat(again(line(data)).data()).isEqualTo(data);
    }

    @Test
    void so_do_any_bytes() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] data = new byte[random.nextInt(40)];
            for (int at = 0; at < data.length; at++) {
                data[at] = random.nextInt(3) == 0
                        ? (byte) random.nextInt()
                        : (byte) "{}[]\":,\\ 1a".charAt(random.nextInt(11));
            }
            assertThat(again(line(data)).data()).isEqualTo(data);
        }
    }

    @Test
    void all_else_of_the_record_comes_back_too() {
        assertThat(again(line("{}".getBytes(UTF_8)))).usingRecursiveComparison().isEqualTo(line("{}".getBytes(UTF_8)));
        assertThat(again(line(null))).usingRecursiveComparison().isEqualTo(line(null));
    }

    @Test
    void the_line_is_a_cloud_event_in_structured_mode() throws IOException {
        JsonNode json =
                JSON.readTree(line("{\"auditID\":\"x\"}".getBytes(UTF_8)).encode());
        assertThat(json.path("specversion").asText()).isEqualTo("1.0");
        assertThat(json.path("id").asText()).isEqualTo("0123");
        assertThat(json.path("source").asText()).isEqualTo("prod");
        assertThat(json.path("type").asText()).isEqualTo("io.k8s.audit.v1.event");
        assertThat(json.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(json.path("data").path("auditID").asText()).isEqualTo("x");
        // Names of attributes: lower-case letters and digits.
        json.fieldNames().forEachRemaining(name -> assertThat(name).matches("[a-z0-9]+"));
    }

    @Test
    void members_may_come_in_any_order_and_with_others_among_them() {
        String line =
                "{\"data\": {\"a\":[1]} , \"more\":{\"type\":\"x\"},\"type\":\"io.k8s.audit.v1.event\",\"source\":\"prod\","
                        + "\"id\":\"1\",\"specversion\":\"1.0\",\"kafkapartition\":7}";
        assertThat(RecordedLine.parse(line.getBytes(UTF_8))).isNotNull().satisfies(parsed -> {
            assertThat(parsed.data()).isEqualTo("{\"a\":[1]}".getBytes(UTF_8));
            assertThat(parsed.partition()).isEqualTo(7);
            assertThat(parsed.offset()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"kind\":\"Event\",\"auditID\":\"x\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"com.example.other\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"io.k8s.audit.v1.event\",\"data\":{}} x",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"io.k8s.audit.v1.event\",\"data_base64\":\"*\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"io.k8s.audit.v1.event\",\"data\":{",
            })
    void other_lines_are_none_of_a_recording(String line) {
        assertThat(RecordedLine.parse(line.getBytes(UTF_8))).isNull();
    }
}
