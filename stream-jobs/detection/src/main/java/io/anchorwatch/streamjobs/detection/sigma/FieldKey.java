// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A key of a selection: {@code field|modifier|modifier}.
 *
 * @param field field name, empty for keywords
 * @param modifiers modifiers, each at most once
 */
record FieldKey(String field, Set<Modifier> modifiers) {

    private static final Set<Modifier> KINDS = EnumSet.of(
            Modifier.EXISTS,
            Modifier.RE,
            Modifier.CIDR,
            Modifier.LT,
            Modifier.LTE,
            Modifier.GT,
            Modifier.GTE,
            Modifier.FIELDREF);

    /** Kinds whose operand is no text: a wildcard or a case would mean nothing. */
    private static final Set<Modifier> NO_TEXT =
            EnumSet.of(Modifier.CIDR, Modifier.LT, Modifier.LTE, Modifier.GT, Modifier.GTE);

    private static final Set<Modifier> TEXT_ONLY =
            EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH, Modifier.CASED);
    private static final Set<Modifier> REGEX_FLAGS =
            EnumSet.of(Modifier.IGNORE_CASE, Modifier.MULTILINE, Modifier.DOT_ALL);

    static FieldKey parse(String key, Node where) throws RuleSyntaxException {
        String[] parts = key.split("\\|", -1);
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        for (String part : List.of(parts).subList(1, parts.length)) {
            Optional<Modifier> modifier = Modifier.of(part);
            if (modifier.isEmpty()) {
                throw new RuleSyntaxException(
                        where, "modifier '" + part + "' is unknown, and no language of that name is installed");
            }
            if (REGEX_FLAGS.contains(modifier.get()) && !modifiers.contains(Modifier.RE)) {
                throw new RuleSyntaxException(where, "regex flag '" + part + "' needs the modifier 're' before it");
            }
            if (!modifiers.add(modifier.get())) {
                throw new RuleSyntaxException(where, "modifier '" + part + "' stands twice");
            }
        }
        FieldKey parsed = new FieldKey(parts[0], modifiers);
        parsed.check(where);
        return parsed;
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    private void check(Node where) throws RuleSyntaxException {
        Set<Modifier> kinds = EnumSet.copyOf(KINDS);
        kinds.retainAll(modifiers);
        if (kinds.size() > 1) {
            throw new RuleSyntaxException(where, "modifiers " + names(kinds) + " exclude each other");
        }
        Set<Modifier> text = EnumSet.copyOf(TEXT_ONLY);
        text.retainAll(modifiers);
        if (!text.isEmpty() && NO_TEXT.stream().anyMatch(modifiers::contains)) {
            throw new RuleSyntaxException(where, "modifiers " + names(text) + " mean nothing with " + names(kinds));
        }
        if (has(Modifier.EXISTS) && (field.isEmpty() || modifiers.size() > 1)) {
            throw new RuleSyntaxException(where, "'exists' needs a field and stands alone");
        }
    }

    private static String names(Set<Modifier> modifiers) {
        return modifiers.toString().toLowerCase(Locale.ROOT);
    }
}
