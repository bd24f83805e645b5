// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The text of one rule: where its fields and values stand, and what it does not want to hear of.
 *
 * @param file as the user named it
 * @param lines of the whole file
 * @param from first line of the rule, from 0
 * @param to line after its last
 * @param names what it may be called by
 * @param keys keys of all its mappings, in order
 * @param ignored ids of findings that it does not want to hear of
 */
record RuleText(
        String file, List<String> lines, int from, int to, Set<String> names, List<Key> keys, Set<String> ignored) {

    private static final int MAX_SOURCE = 400;

    RuleText {
        names = Set.copyOf(names);
        keys = List.copyOf(keys);
        ignored = Set.copyOf(ignored);
    }

    /** A position in the file, both from 0; the column in characters. */
    record Position(int line, int column) {}

    /** A scalar value below a key. */
    record Scalar(String text, Position at) {}

    /**
     * A key of a mapping.
     *
     * @param name without modifiers
     * @param values scalars below it
     */
    record Key(String name, Position at, List<Scalar> values) {
        Key {
            values = List.copyOf(values);
        }
    }

    /** The rule as a whole. */
    FindingPlace whole() {
        return place(new Position(from, 0));
    }

    /** Where a top-level or other key is written. */
    FindingPlace key(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> place(key.at()))
                .orElseGet(this::whole);
    }

    /** Where a field of the event is asked for; the mapping knows by which other name that may be. */
    FindingPlace field(String field, FieldMapping mapping) {
        return fieldKey(field, mapping)
                .map(key -> place(key.at()))
                .or(() -> search(field))
                .orElseGet(this::whole);
    }

    /** Where a field is asked for that value. */
    FindingPlace value(String field, String value, FieldMapping mapping) {
        for (Key key : keys) {
            if (!value.isEmpty() && names(key.name(), field, mapping)) {
                for (Scalar scalar : key.values()) {
                    if (scalar.text().equalsIgnoreCase(value)) {
                        return place(scalar.at());
                    }
                }
            }
        }
        return field(field, mapping);
    }

    private Optional<Key> fieldKey(String field, FieldMapping mapping) {
        return keys.stream().filter(key -> names(key.name(), field, mapping)).findFirst();
    }

    private static boolean names(String written, String field, FieldMapping mapping) {
        String plain = written.replaceAll("\\[[^\\]]*]", "");
        return !written.isEmpty()
                && (written.equals(field)
                        || mapping.map(written).contains(field)
                        || mapping.map(plain).contains(field)
                        || plain.equals(field.replaceAll("\\[[^\\]]*]", "")));
    }

    /** Conditions of other languages are text: there the field stands somewhere within. */
    private Optional<FindingPlace> search(String field) {
        String wanted = field.replace("@falco", "").toLowerCase(Locale.ROOT);
        for (int line = from; line < to && !wanted.isEmpty(); line++) {
            int at = lines.get(line).toLowerCase(Locale.ROOT).indexOf(wanted);
            if (at >= 0) {
                return Optional.of(place(new Position(line, lines.get(line).codePointCount(0, at))));
            }
        }
        return Optional.empty();
    }

    private FindingPlace place(Position at) {
        String source = at.line() < lines.size() ? lines.get(at.line()) : "";
        return new FindingPlace(file, at.line() + 1, at.column() + 1, source.length() > MAX_SOURCE ? "" : source);
    }
}
