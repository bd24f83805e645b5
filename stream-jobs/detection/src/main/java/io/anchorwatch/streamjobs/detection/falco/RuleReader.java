// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a rule, or a change to one that was read before. */
final class RuleReader {

    static final String CONDITION = "condition";
    private static final Set<String> KEYS = Set.of(
            "rule",
            CONDITION,
            "output",
            "desc",
            "priority",
            "source",
            "enabled",
            "capture",
            "capture_duration",
            "warn_evttypes",
            "skip-if-unknown-filter",
            "tags",
            "exceptions",
            "override",
            "append");
    private static final Set<String> APPENDED = Set.of(CONDITION, "output", "desc", "tags", "exceptions");
    private static final Set<String> REPLACED = Set.of(
            CONDITION,
            "output",
            "desc",
            "priority",
            "capture",
            "capture_duration",
            "tags",
            "exceptions",
            "enabled",
            "warn_evttypes",
            "skip-if-unknown-filter");

    private final Map<String, RuleDefinition> rules;
    private final Item item;
    private final String name;

    RuleReader(Map<String, RuleDefinition> rules, Item item, String name) {
        this.rules = rules;
        this.item = item;
        this.name = name;
    }

    void read() throws FalcoException {
        item.warnUnknown(KEYS);
        boolean append = item.flag("append", false);
        Overrides overrides = Overrides.read(item, APPENDED, REPLACED);
        if (append && !overrides.isEmpty()) {
            throw new FalcoException(item.place("append"), "'append' and 'override' exclude each other");
        }
        if (!overrides.isEmpty()) {
            override(overrides);
        } else if (append) {
            append(before("append"), item.has(CONDITION), item.has("exceptions"));
        } else if (!item.has(CONDITION) && !item.has("output") && !item.has("desc") && !item.has("priority")) {
            RuleDefinition rule = before("enabled");
            item.required("enabled");
            rule.enabled = item.flag("enabled", true);
        } else {
            define();
        }
    }

    private void define() throws FalcoException {
        RuleDefinition rule = new RuleDefinition(name, item.place());
        rule.condition = item.text(CONDITION);
        rule.output = trimmed(item.text("output"));
        rule.description = item.text("desc").toString().strip();
        rule.priority = priority();
        rule.source = source().isEmpty() ? "syscall" : source();
        rule.enabled = item.flag("enabled", true);
        rule.skipsUnknown = item.flag("skip-if-unknown-filter", false);
        rule.tags = tags();
        for (ExceptionDefinition exception : ExceptionReader.read(item)) {
            rule.exceptions.add(ExceptionReader.complete(exception));
        }
        @Nullable RuleDefinition before = rules.get(name);
        if (before != null && !before.source.equals(rule.source)) {
            throw new FalcoException(item.place(), "rule '" + name + "' is defined again with another 'source'");
        }
        rules.put(name, rule);
    }

    private RuleDefinition before(String key) throws FalcoException {
        @Nullable RuleDefinition before = rules.get(name);
        if (before == null) {
            throw new FalcoException(item.place(key), "there is no rule '" + name + "' yet that this could change");
        }
        if (!source().isEmpty() && !source().equals(before.source)) {
            throw new FalcoException(item.place("source"), "rule '" + name + "' has another 'source'");
        }
        return before;
    }

    private void append(RuleDefinition rule, boolean condition, boolean exceptions) throws FalcoException {
        if (condition) {
            rule.condition = Definitions.joined(rule.condition, item.text(CONDITION));
        }
        if (exceptions) {
            List<ExceptionDefinition> all = new ArrayList<>(rule.exceptions);
            ExceptionReader.append(all, ExceptionReader.read(item));
            rule.exceptions = all;
        }
        if (!condition && !exceptions) {
            throw new FalcoException(item.place(), "nothing to append: give a 'condition' or 'exceptions'");
        }
    }

    /** Appends come before replacements. */
    private void override(Overrides overrides) throws FalcoException {
        RuleDefinition rule = before("override");
        Set<String> changed = new TreeSet<>(REPLACED);
        changed.retainAll(item.keys());
        for (String key : changed) {
            if (!overrides.append().contains(key) && !overrides.replace().contains(key)) {
                throw new FalcoException(item.place(key), "'" + key + "' does not stand under 'override'");
            }
        }
        for (String key : overrides.append()) {
            switch (key) {
                case CONDITION -> append(rule, true, false);
                case "exceptions" -> append(rule, false, true);
                case "output" -> rule.output = Definitions.joined(rule.output, item.text(key));
                case "desc" -> rule.description += " " + item.text(key);
                default -> rule.tags.addAll(tags());
            }
        }
        for (String key : overrides.replace()) {
            replace(rule, key);
        }
    }

    private void replace(RuleDefinition rule, String key) throws FalcoException {
        switch (key) {
            case CONDITION -> rule.condition = item.text(key);
            case "output" -> rule.output = item.text(key);
            case "desc" -> rule.description = item.text(key).toString();
            case "priority" -> rule.priority = priority();
            case "tags" -> rule.tags = tags();
            case "enabled" -> rule.enabled = item.flag(key, true);
            case "skip-if-unknown-filter" -> rule.skipsUnknown = item.flag(key, false);
            case "exceptions" -> {
                List<ExceptionDefinition> all = new ArrayList<>();
                for (ExceptionDefinition exception : ExceptionReader.read(item)) {
                    all.add(ExceptionReader.complete(exception));
                }
                rule.exceptions = all;
            }
            // Captures of system calls, and a warning about their types: nothing of an audit event.
            default -> item.required(key);
        }
    }

    /** Empty when it is not stated. */
    private String source() throws FalcoException {
        boolean blank = !item.holds("source")
                || (item.required("source") instanceof ScalarNode scalar
                        && scalar.getValue().isEmpty());
        return blank ? "" : item.string("source", "");
    }

    private Priority priority() throws FalcoException {
        String written = item.text("priority").toString();
        return Priority.of(written)
                .orElseThrow(() -> new FalcoException(
                        item.place("priority"),
                        "priority '" + written + "' is none of Emergency, Alert, Critical, Error, Warning, Notice,"
                                + " Informational, Debug"));
    }

    private Set<String> tags() throws FalcoException {
        Set<String> tags = new LinkedHashSet<>();
        if (item.holds("tags")) {
            item.texts("tags").forEach(tag -> tags.add(tag.toString()));
        }
        return tags;
    }

    private static Located trimmed(Located text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return new Located().append(text, from, to);
    }
}
