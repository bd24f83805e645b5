// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page names every fact, and nothing that is none. */
final class FactsPageTest {

    @Test
    void thePageAndTheFactsAgree() throws IOException {
        List<String> named = Files.readAllLines(Path.of("FACTS.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertThat(named)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Stream.of(Fact.values())
                        .filter(Fact::isNamed)
                        .map(Fact::path)
                        .toList());
    }

    @Test
    void aFactThatOnlyChangesTellIsAbsentOfAnAuditedUpdate() throws IOException {
        for (String line : Files.readAllLines(Path.of("FACTS.md"))) {
            if (line.endsWith("| object changes only |")) {
                Fact fact = Fact.of(line.substring(3, line.indexOf('`', 3))).orElseThrow();
                for (String resource : HostileObjects.RESOURCES) {
                    assertThat(fact.of(ObjectEvents.of(resource).logged("update", "'responseObject':{'spec':{}}")))
                            .as("%s of %s", fact, resource)
                            .hasToString("ABSENT");
                }
            }
        }
    }
}
