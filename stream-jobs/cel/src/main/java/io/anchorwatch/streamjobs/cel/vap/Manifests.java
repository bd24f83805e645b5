// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the objects of a file; a {@code List} stands for its items. */
final class Manifests {

    private static final int MAX_FILE_CHARS = 3 << 20;

    private Manifests() {}

    static List<Manifest> read(ManifestFile file, String text) {
        List<Manifest> found = new ArrayList<>();
        try {
            for (Node document : yaml().composeAll(new StringReader(text))) {
                boolean empty =
                        document instanceof ScalarNode && document.getTag().equals(Tag.NULL);
                if (!empty) {
                    add(file, document, found);
                }
            }
        } catch (MarkedYAMLException invalid) {
            @Nullable Mark mark = invalid.getProblemMark();
            file.error(
                    mark == null ? Place.FILE : new Place(mark.getLine(), mark.getColumn()),
                    "not valid YAML: " + invalid.getProblem());
        } catch (YAMLException invalid) {
            file.error(
                    Place.FILE,
                    "not valid YAML: "
                            + String.valueOf(invalid.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        } catch (StackOverflowError tooDeep) {
            file.error(Place.FILE, "nested too deep to be a policy");
        }
        return found;
    }

    private static void add(ManifestFile file, Node document, List<Manifest> found) {
        try {
            JsonNode json = new YamlJson().of(document);
            if (!(document instanceof MappingNode mapping) || !json.path("kind").isTextual()) {
                throw new ManifestException(
                        document, "a document must be a Kubernetes object with apiVersion and kind");
            }
            if (json.path("kind").asText().endsWith("List")
                    && json.path("items").isArray()) {
                for (Node item : Fields.of(mapping, "a list").list("items")) {
                    found.add(new Manifest(file, item, new YamlJson().of(item)));
                }
            } else {
                found.add(new Manifest(file, document, json));
            }
        } catch (ManifestException refused) {
            file.error(refused.place(), String.valueOf(refused.getMessage()));
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE_CHARS);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(50);
        options.setAllowRecursiveKeys(false);
        return new Yaml(options);
    }
}
