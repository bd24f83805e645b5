// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a target gets, byte for byte: a change of these files is a change that somebody's searches may notice. */
class GoldenTest {

    static Stream<Arguments> files() {
        return ExampleAlerts.all().entrySet().stream()
                .flatMap(example -> AlertFormats.all().values().stream()
                        .map(format -> Arguments.of(example.getKey() + "." + format.id(), example.getValue(), format)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void an_alert_looks_as_the_golden_file_shows(String file, Alert alert, AlertFormat format) throws IOException {
        try (InputStream golden = GoldenTest.class.getResourceAsStream("/golden/" + file)) {
            assertThat(golden).as("the golden file " + file).isNotNull();
            assertThat(new String(format.encode(alert), UTF_8) + "\n")
                    .isEqualTo(new String(golden.readAllBytes(), UTF_8));
        }
    }
}
