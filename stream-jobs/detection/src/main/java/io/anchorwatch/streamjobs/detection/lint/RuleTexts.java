// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.language.RuleYaml;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the text of rules in their files. What can't be read was told by the reader; it has no texts here. */
final class RuleTexts {

    private final Map<String, List<RuleText>> byFile = new HashMap<>();

    /** Takes file contents by the name under which rules know them. */
    RuleTexts(Map<String, String> files) {
        files.forEach((file, text) -> byFile.put(file, read(file, text)));
    }

    /** The text of the rule that goes by one of those names. */
    Optional<RuleText> of(String file, Set<String> names) {
        List<RuleText> texts = byFile.getOrDefault(file, List.of());
        return texts.stream()
                .filter(text -> text.names().stream().anyMatch(names::contains))
                .findFirst()
                .or(() -> texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty());
    }

    /** The text of the rule that a line belongs to, from 1. */
    Optional<RuleText> at(String file, int line) {
        return byFile.getOrDefault(file, List.of()).stream()
                .filter(text -> text.from() < line && line <= text.to())
                .findFirst();
    }

    /** All of them, in the order of each file. */
    List<RuleText> all() {
        return byFile.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private static List<RuleText> read(String file, String text) {
        List<String> lines = text.lines().toList();
        List<MappingNode> documents = new ArrayList<>();
        try {
            for (Node document : RuleYaml.create().composeAll(new StringReader(text))) {
                if (document instanceof SequenceNode items) {
                    items.getValue().forEach(item -> add(item, documents));
                } else {
                    add(document, documents);
                }
            }
        } catch (YAMLException | StackOverflowError unreadable) {
            documents.clear();
        }
        List<RuleText> texts = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            int from = documents.get(i).getStartMark().getLine();
            int to = i + 1 < documents.size()
                    ? documents.get(i + 1).getStartMark().getLine()
                    : lines.size();
            texts.add(new RuleTextReader(documents.get(i)).read(file, lines, from, to));
        }
        return texts;
    }

    private static void add(Node node, List<MappingNode> into) {
        if (node instanceof MappingNode mapping) {
            into.add(mapping);
        }
    }
}
