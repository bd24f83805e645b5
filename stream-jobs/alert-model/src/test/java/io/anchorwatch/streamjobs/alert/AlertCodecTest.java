// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCodecTest {

    private static final int ALERTS_A_SEED = 50;
    private static final Instant TIME = Instant.parse("2026-03-01T09:30:00Z");
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(AlertCodecTest.class.getResourceAsStream("/schema/alert.v1.json"));

    private final AlertCodec codec = new AlertCodec();

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_alert_comes_back_equal_and_encodes_the_same_again(int seed) {
        RandomAlerts alerts = new RandomAlerts(new Random(seed), false);
        for (int i = 0; i < ALERTS_A_SEED; i++) {
            Alert alert = alerts.next();
            byte[] json = codec.encode(alert);
            Alert back = decoded(json);
            assertThat(back).isEqualTo(alert);
            assertThat(codec.encode(back)).isEqualTo(json);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lone_surrogates_neither_break_the_encoding_nor_the_line_nor_the_schema(int seed) {
        RandomAlerts alerts = new RandomAlerts(new Random(seed), true);
        for (int i = 0; i < ALERTS_A_SEED; i++) {
            byte[] json = codec.encode(alerts.next());
            String line = new String(json, UTF_8);
            assertThat(line).doesNotContain("\n", "\r");
            assertThat(SCHEMA.validate(line, com.networknt.schema.InputFormat.JSON))
                    .isEmpty();
            // What was replaced is stable from then on.
            assertThat(codec.encode(decoded(json))).isEqualTo(json);
        }
    }

    @Test
    void a_full_alert_has_the_documented_shape_byte_for_byte() throws IOException {
        assertThat(new String(codec.encode(full()), UTF_8)).isEqualTo(golden("alert-full.json"));
    }

    @Test
    void empty_fields_are_left_out() throws IOException {
        assertThat(new String(codec.encode(bare()), UTF_8)).isEqualTo(golden("alert-bare.json"));
        assertThat(decoded(codec.encode(bare()))).isEqualTo(bare());
    }

    @Test
    void two_matched_fields_that_become_equal_both_stay() {
        Map<String, String> matched = new LinkedHashMap<>();
        matched.put("\ud800", "first");
        matched.put("\udbff", "second");
        Alert back = decoded(codec.encode(withMatched(matched)));
        assertThat(back.evidence().get(0).matched().values()).containsExactly("first", "second");
    }

    @Test
    void what_is_finer_than_a_microsecond_is_cut_off() {
        assertThat(WireTime.format(Instant.parse("2026-03-01T09:30:00.123456999Z")))
                .isEqualTo("2026-03-01T09:30:00.123456Z");
        assertThat(WireTime.format(TIME)).isEqualTo("2026-03-01T09:30:00.000000Z");
    }

    @Test
    void fields_of_a_later_version_are_skipped() {
        String json = new String(codec.encode(bare()), UTF_8).replaceFirst("\\{", "{\"later\":{\"x\":[1]},");
        assertThat(decoded(json.getBytes(UTF_8))).isEqualTo(bare());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "{}", "{} {}", "{\"id\":1}", "\u0000", "{\"id\":\"a\",\"id\":\"b\"}"})
    void what_is_no_alert_is_malformed(String json) {
        assertThat(codec.decode(json.getBytes(UTF_8))).isInstanceOf(AlertDecodeResult.Malformed.class);
    }

    @Test
    void what_exceeds_a_limit_of_the_parser_is_malformed() {
        for (String json : List.of("[".repeat(100_000), "{\"riskScore\":" + "9".repeat(100_000) + "}")) {
            assertThat(codec.decode(json.getBytes(UTF_8))).isInstanceOf(AlertDecodeResult.Malformed.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_damage_never_makes_the_decoder_throw(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ALERTS_A_SEED; i++) {
            byte[] json = codec.encode(full());
            for (int damage = random.nextInt(1, 5); damage > 0; damage--) {
                json[random.nextInt(json.length)] = (byte) random.nextInt();
            }
            assertThat(codec.decode(json)).isNotNull();
        }
    }

    @Test
    void a_cut_off_alert_is_malformed_wherever_it_is_cut() {
        byte[] json = codec.encode(full());
        for (int length = 0; length < json.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(json, length))).isInstanceOf(AlertDecodeResult.Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "severity=\"evil\"",
                "riskScore=101",
                "riskScore=1.5",
                "count=-1",
                "time=\"evil\"",
                "state=\"evil\"",
                "cluster=null",
                "actor=[]",
                "attack=[1]",
                "changes={}",
                "changes=[1]"
            })
    void the_reason_names_the_bad_field_and_repeats_none_of_its_text(String fieldAndValue) {
        String[] parts = fieldAndValue.split("=", 2);
        String json = new String(codec.encode(full()), UTF_8)
                .replaceFirst(
                        "\"" + parts[0] + "\":(\"[^\"]*\"|[0-9]+|\\[.*?\\]|\\{.*?\\})",
                        "\"" + parts[0] + "\":" + parts[1]);
        AlertDecodeResult result = codec.decode(json.getBytes(UTF_8));
        assertThat(result).isInstanceOf(AlertDecodeResult.Malformed.class);
        String reason = result.fold(good -> "", AlertDecodeResult.Malformed::reason);
        assertThat(reason).contains("'" + parts[0]).doesNotContain("evil");
    }

    @Test
    void the_topic_record_carries_the_cloudevents_headers() {
        AlertRecord alertRecord = codec.toRecord(full());
        assertThat(alertRecord.key()).isEqualTo("f".repeat(40));
        assertThat(alertRecord.timestamp()).isEqualTo(full().time());
        assertThat(alertRecord.value()).isEqualTo(codec.encode(full()));
        assertThat(alertRecord.headers().toString())
                .isEqualTo("{ce_specversion=1.0, ce_id=" + "a".repeat(40) + ", ce_source=prod,"
                        + " ce_type=io.anchorwatch.alert.v1, ce_time=2026-03-01T09:30:00.000000Z,"
                        + " content-type=application/json}");
    }

    private Alert decoded(byte[] json) {
        return codec.decode(json).fold(AlertDecodeResult.Decoded::alert, bad -> {
            throw new AssertionError(bad.reason());
        });
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AlertCodecTest.class.getResourceAsStream("/" + name))) {
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }

    private static Alert full() {
        return withMatched(Map.of("verb", "create"));
    }

    private static Alert withMatched(Map<String, String> matched) {
        return new Alert(
                "a".repeat(40),
                "f".repeat(40),
                new RuleRef(
                        "pod-exec", "3", "0123456789abcdef", "Shell in a pod", List.of("T1609"), "Ask.", List.of("u")),
                Severity.HIGH,
                73,
                "",
                TIME,
                "prod",
                new Actor("alice", "human", List.of("dev"), "bob"),
                new Client("10.0.0.7", List.of("1.2.3.4"), "kubectl"),
                "create",
                new Target("apps", "pods", "exec", "shop", "web-0", "/api/v1/x"),
                new Outcome("success", 101, "ok"),
                List.of(new Change("spec.x", "1", "\"two\"")),
                List.of(new Evidence("e".repeat(40), "4e5f", "ResponseStarted", TIME, matched)),
                new Alert.Episode(2, TIME.minusMillis(1500), TIME, EpisodeState.UPDATE, 0, ""),
                Alert.Correlation.NONE);
    }

    private static Alert bare() {
        return new Alert(
                "a",
                "f",
                new RuleRef("r", "", "", "", List.of(), "", List.of()),
                Severity.LOW,
                0,
                "",
                TIME,
                "c",
                new Actor("", "", List.of(), ""),
                new Client("", List.of(), ""),
                "",
                new Target("", "", "", "", "", ""),
                new Outcome("", 0, ""),
                List.of(),
                List.of(),
                Alert.Episode.single(TIME),
                Alert.Correlation.NONE);
    }
}
