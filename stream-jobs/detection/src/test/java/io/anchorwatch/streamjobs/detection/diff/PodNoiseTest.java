// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noise of a pod, and what is not. */
final class PodNoiseTest {

    private static final String ENDING = """
            {"metadata":{"deletionTimestamp":"2026-01-01T00:00:30Z"},"spec":{"nodeName":"a"}}""";

    private static List<String> changed(String resource, String before, String after) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        return ObjectDiff.between(
                        mapper.readTree(before),
                        mapper.readTree(after),
                        Noise.standard().ignoredOf(resource))
                .stream()
                .map(FieldChange::field)
                .toList();
    }

    @Test
    void theTimeThatAnEndingPodHasIsNoise() throws JsonProcessingException {
        assertThat(changed("pods", ENDING, ENDING.replace("00:30", "00:01"))).isEmpty();
    }

    @Test
    void whatElseChangesOfAnEndingPodIsNot() throws JsonProcessingException {
        assertThat(changed("pods", ENDING, ENDING.replace("00:30", "00:01").replace("\"a\"", "\"b\"")))
                .containsExactly("spec.nodeName");
    }

    @Test
    void anEndingNamespaceIsAChange() throws JsonProcessingException {
        assertThat(changed("namespaces", "{\"metadata\":{}}", ENDING)).contains("metadata.deletionTimestamp");
    }
}
