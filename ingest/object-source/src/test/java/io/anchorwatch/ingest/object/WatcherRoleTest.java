// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The role grants what the source asks for, and nothing else. */
class WatcherRoleTest {

    private static final Path FILE = Path.of("../../deploy/rbac/watcher.yaml");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theRoleAndTheDefaultKindsAreTheSame() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (JsonNode rule : role().path("rules")) {
            for (JsonNode group : rule.path("apiGroups")) {
                for (JsonNode resource : rule.path("resources")) {
                    String suffix = group.asText().isEmpty() ? "" : "." + group.asText();
                    assertThat(granted.add(resource.asText() + suffix)).isTrue();
                }
            }
        }
        assertThat(granted).isEqualTo(new TreeSet<>(DefaultKinds.ALL));
    }

    @Test
    void theRoleReadsAndNothingElse() throws IOException {
        Set<String> words = new TreeSet<>();
        for (JsonNode rule : role().path("rules")) {
            rule.path("verbs").forEach(verb -> words.add(verb.asText()));
            assertThat(rule.has("nonResourceURLs")).isFalse();
        }
        assertThat(words).containsExactly("get", "list", "watch");
        assertThat(Files.readString(FILE)).doesNotContain("*", "- secrets", "- configmaps", "pods/", "impersonate");
    }

    private static JsonNode role() throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(FILE))) {
            JsonNode json = MAPPER.valueToTree(document);
            if (json.path("kind").asText().equals("ClusterRole")) {
                return json;
            }
        }
        throw new IllegalStateException("no ClusterRole in " + FILE);
    }
}
