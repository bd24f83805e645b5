// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every format. */
class AlertFormatsTest {

    private static final int MIB = 1 << 20;

    static Stream<AlertFormat> formats() {
        return AlertFormats.all().values().stream();
    }

    static Stream<AlertFormat> jsonFormats() {
        return formats().filter(format -> format.contentType().contains("json"));
    }

    @Test
    void formats_are_found_by_id_in_a_fixed_order() {
        assertThat(AlertFormats.all().keySet()).containsExactly("json", "ecs", "ocsf", "cef", "leef", "cloudevents");
        AlertFormats.all().forEach((id, format) -> assertThat(format.id()).isEqualTo(id));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void an_alert_is_one_line_of_utf_8_whatever_it_holds(AlertFormat format) throws CharacterCodingException {
        for (Alert alert : HostileCorpus.alerts()) {
            byte[] bytes = format.encode(alert);
            String line = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            assertThat(line.chars().anyMatch(c -> c < ' ')).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void the_same_alert_gives_the_same_bytes(AlertFormat format) {
        List<Alert> once = HostileCorpus.everywhere();
        List<Alert> again = HostileCorpus.everywhere();
        for (int i = 0; i < once.size(); i++) {
            assertThat(format.encode(once.get(i))).isEqualTo(format.encode(again.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("jsonFormats")
    void json_is_strict_json(AlertFormat format) {
        SplittableRandom random = new SplittableRandom(99);
        HostileCorpus.alerts()
                .forEach(alert ->
                        assertThat(Json.parse(format.encode(alert)).isObject()).isTrue());
        for (int i = 0; i < 500; i++) {
            Alert alert = HostileCorpus.alert(field -> RandomTexts.text(random, 40));
            assertThat(Json.parse(format.encode(alert)).isObject()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("jsonFormats")
    void no_event_text_becomes_a_key_but_in_our_own_json(AlertFormat format) {
        if (format == AlertFormats.JSON || format == AlertFormats.CLOUDEVENTS) {
            return;
        }
        Alert alert = HostileCorpus.alert(field -> "planted" + field);
        assertThat(Json.leaves(Json.parse(format.encode(alert))).keySet()).noneMatch(key -> key.contains("planted"));
    }

    @Test
    void a_megabyte_of_text_gives_what_a_target_takes() {
        for (String filler : List.of("A", "漢", "\\", "🚀", "\u0301a", "^|=")) {
            String megabyte = filler.repeat(MIB / filler.length());
            Alert alert = HostileCorpus.everywhere(megabyte);
            assertThat(AlertFormats.CEF.encode(alert)).hasSizeLessThan(MIB / 16);
            assertThat(AlertFormats.LEEF.encode(alert)).hasSizeLessThan(MIB / 16);
            assertThat(AlertFormats.ECS.encode(alert)).hasSizeLessThan(MIB);
            assertThat(AlertFormats.OCSF.encode(alert)).hasSizeLessThan(MIB);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void however_many_changes_and_events_an_alert_has_it_is_bounded_and_says_that_it_was_cut(AlertFormat format) {
        if (format == AlertFormats.JSON || format == AlertFormats.CLOUDEVENTS) {
            return;
        }
        byte[] bytes = format.encode(Huge.alert());
        assertThat(bytes).hasSizeLessThan(MIB);
        if (format == AlertFormats.ECS) {
            assertThat(Json.parse(bytes).at("/anchorwatch/truncated").asBoolean())
                    .isTrue();
        } else if (format == AlertFormats.OCSF) {
            assertThat(Json.parse(bytes).at("/metadata/is_truncated").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void what_is_whole_says_so() {
        Alert alert = ExampleAlerts.privilegedPod();
        assertThat(Json.parse(AlertFormats.ECS.encode(alert))
                        .at("/anchorwatch/truncated")
                        .asBoolean(true))
                .isFalse();
        assertThat(Json.parse(AlertFormats.OCSF.encode(alert))
                        .at("/metadata/is_truncated")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void cloud_events_are_read_by_their_own_library() {
        for (Alert alert : HostileCorpus.everywhere()) {
            CloudEvent event = new JsonFormat().deserialize(AlertFormats.CLOUDEVENTS.encode(alert));
            assertThat(event.getId()).isEqualTo(alert.deliveryId());
            JsonNode data = Json.parse(event.getData().toBytes());
            assertThat(data).isEqualTo(Json.parse(new AlertCodec().encode(alert)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prod, prod",
        "gke_shop_europe-west1_prod, gke_shop_europe-west1_prod",
        "arn:aws:eks:eu-west-1:111122223333:cluster/prod, arn:aws:eks:eu-west-1:111122223333:cluster/prod",
        "https://10.0.0.1:6443, https://10.0.0.1:6443",
        "prod eu, prod%20eu",
        "1:2, 1%3A2",
        "//host, %2F%2Fhost",
        "a:, a%3A",
        "Köln, K%C3%B6ln"
    })
    void the_source_of_a_cloud_event_is_a_uri_reference(String cluster, String source) {
        JsonNode event = Json.parse(AlertFormats.CLOUDEVENTS.encode(HostileCorpus.everywhere(cluster)));
        assertThat(event.get("source").asText()).isEqualTo(source);
        assertThat(URI.create(source)).hasToString(source);
    }
}
