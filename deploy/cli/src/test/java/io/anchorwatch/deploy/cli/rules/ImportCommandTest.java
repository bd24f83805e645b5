// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch rules import falco}, and Falco's files as rules of the other verbs. */
final class ImportCommandTest {

    private static final String RULE = """
            - rule: Image from r
              desc: d
              condition: ka.req.pod.containers.image.repository intersects (r) or ka.cluster.name = x
              output: o
              priority: Error
              source: k8s_audit
            """;

    private static final String BAD = """
            - rule: Bad
              desc: d
              condition: ka.nope = x
              output: o
              priority: Error
              source: k8s_audit
            """;

    private static final String EVENT = """
            {"auditID":"1","stage":"ResponseComplete","requestObject":{"spec":{"containers":[{"image":"r:5000/a:1"}]}}}
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void importTellsWhatBecomesOfEachRule() throws IOException {
        Ran ran = anchorwatch("rules", "import", "falco", write("f.yaml", RULE + BAD), "-o", "ndjson");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.json().get(0).path("rule").asText()).isEqualTo("image-from-r");
        assertThat(ran.json().get(0).path("severity").asText()).isEqualTo("high");
        assertThat(ran.json().get(0).path("auditLevel").asText()).isEqualTo("Request");
        assertThat(ran.json().get(0).path("neverThere").get(0).asText()).isEqualTo("ka.cluster.name");
        assertThat(ran.json().get(1).path("outcome").asText()).isEqualTo("refused");
        assertThat(ran.json().get(1).path("reason").asText()).contains("no field 'ka.nope'");
        assertThat(ran.err()).contains("f.yaml:9:14: error").contains("1 rules loaded, 1 refused");
    }

    @Test
    void importOfGoodRulesSucceeds() throws IOException {
        Ran ran = anchorwatch("rules", "import", "falco", write("f.yaml", RULE));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("image-from-r");
        assertThat(anchorwatch("rules", "import", "falco", folder.resolve("none.yaml"))
                        .exitCode())
                .isEqualTo(3);
        assertThat(anchorwatch("rules", "import", "other", folder.resolve("f.yaml"))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void compatReproducesDefectsForAllThatTakeRules() throws IOException {
        Path rule = write("f.yaml", RULE);
        Path events = write("events.jsonl", EVENT);
        assertThat(anchorwatch("rules", "match", "--rules", rule, events).out()).isEmpty();
        Ran asFalco = anchorwatch("rules", "match", "--rules", rule, "--compat", "falco", events);
        assertThat(asFalco.json()).hasSize(1);
        assertThat(anchorwatch("rules", "match", "--rules", rule, "--compat", "nope", events)
                        .exitCode())
                .isEqualTo(2);
    }
}
