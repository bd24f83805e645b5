// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoiseTest {

    @Test
    void aFileOfOnesOwnReplacesByResourceAndAddsResources() throws IOException {
        Noise noise = Noise.standard().replacedBy(Noise.read("mine", """
                resources: [widgets.example.com]
                fields:
                  services: [spec.healthCheckNodePort]
                """));
        assertThat(noise.hides("widgets.example.com")).isTrue();
        assertThat(noise.hides("leases.coordination.k8s.io")).isTrue();
        assertThat(noise.ignoredOf("services").test("spec.healthCheckNodePort")).isTrue();
        assertThat(noise.ignoredOf("services").test("spec.healthCheckNodePortX"))
                .isFalse();
        assertThat(noise.ignoredOf("pods").test("status.phase")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "fields: {pods: status}", "resources: x", "others: []", "a: b: c", ""})
    void anotherShapeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Noise.read("mine.yaml", text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mine.yaml");
    }
}
