// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.language.RuleYaml;
import java.io.StringReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the items of a file into the definitions. A bad item is told and left out; the rest goes on. */
final class FileReader {

    private final Sources sources;
    private final Definitions definitions;

    FileReader(Sources sources, Definitions definitions) {
        this.sources = sources;
        this.definitions = definitions;
    }

    void read(String name, String text) {
        int file = sources.add(name, text);
        try {
            for (Node document : RuleYaml.create().composeAll(new StringReader(text))) {
                if (document instanceof SequenceNode items) {
                    items.getValue().forEach(item -> read(file, item));
                } else if (!document.getTag().equals(Tag.NULL)) {
                    sources.error(Sources.place(file, document), "expected a list of rules, macros and lists here");
                }
            }
        } catch (MarkedYAMLException invalid) {
            @Nullable Mark mark = invalid.getProblemMark();
            sources.error(
                    Located.place(file, mark == null ? 0 : mark.getLine(), mark == null ? 0 : mark.getColumn()),
                    "not valid YAML: " + invalid.getProblem());
        } catch (YAMLException invalid) {
            sources.fileError(
                    file,
                    "not valid YAML: " + String.valueOf(invalid.getMessage()).split("\n", 2)[0]);
        } catch (StackOverflowError tooDeep) {
            sources.fileError(file, "nested too deep to be rules");
        }
    }

    private void read(int file, Node node) {
        if (node.getTag().equals(Tag.NULL) && node instanceof ScalarNode) {
            return;
        }
        try {
            Item item = new Item(sources, file, node);
            if (item.has("required_engine_version")) {
                Versions.engine(item, sources);
            } else if (item.has("required_plugin_versions")) {
                Versions.plugins(item, sources);
            } else if (item.has("list")) {
                list(item);
            } else if (item.has("macro")) {
                macro(item);
            } else if (item.has("rule")) {
                rule(item);
            } else {
                sources.warning(item.place(), "neither a rule nor a macro nor a list; it is left out");
            }
        } catch (FalcoException wrong) {
            sources.error(wrong.place(), wrong.text());
        }
    }

    private void list(Item item) throws FalcoException {
        String name = item.text("list").toString();
        try {
            item.warnUnknown(Set.of("list", "items", "append", "override"));
            if (!name.matches("[^()\"'\\s=,]+")) {
                throw new FalcoException(item.place("list"), "a list's name has no blanks, quotes or any of ( ) = ,");
            }
            definitions.list(name, item.texts("items"), appends(item, "items"), item.place());
        } catch (FalcoException wrong) {
            definitions.brokenList(name);
            throw wrong;
        }
    }

    private void macro(Item item) throws FalcoException {
        String name = item.text("macro").toString();
        try {
            item.warnUnknown(Set.of("macro", "condition", "append", "override"));
            if (!name.matches("[a-zA-Z]+[a-zA-Z0-9_]*")) {
                throw new FalcoException(item.place("macro"), "a macro's name has letters, digits and _ only");
            }
            definitions.macro(name, item.text("condition"), appends(item, "condition"), item.place());
        } catch (FalcoException wrong) {
            definitions.brokenMacro(name);
            throw wrong;
        }
    }

    private static boolean appends(Item item, String key) throws FalcoException {
        boolean append = item.flag("append", false);
        Overrides overrides = Overrides.read(item, Set.of(key), Set.of(key));
        if (append && !overrides.isEmpty()) {
            throw new FalcoException(item.place("append"), "'append' and 'override' exclude each other");
        }
        return append || overrides.append().contains(key);
    }

    /** A change that can't be made refuses the rule: without it, the rule is not what its author wrote. */
    private void rule(Item item) throws FalcoException {
        String name = item.text("rule").toString();
        try {
            new RuleReader(definitions.rules, item, name).read();
        } catch (FalcoException wrong) {
            definitions.rules.computeIfAbsent(name, unused -> new RuleDefinition(name, item.place())).refusal =
                    wrong.text();
            throw wrong;
        }
    }
}
