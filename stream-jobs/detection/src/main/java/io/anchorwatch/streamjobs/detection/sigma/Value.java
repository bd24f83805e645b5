// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of an item, typed as YAML 1.1 reads it.
 *
 * @param kind its type
 * @param raw as written, without quotes
 */
record Value(Kind kind, String raw, Place place) {

    /** Types of YAML that matter to rules. */
    enum Kind {
        NULL,
        BOOLEAN,
        NUMBER,
        TEXT
    }

    static Value of(ScalarNode node, ProblemLog log) {
        Place place = new Place(log, node);
        if (YamlNodes.isNull(node)) {
            return new Value(Kind.NULL, node.getValue(), place);
        }
        if (YamlNodes.bool(node) != null) {
            return new Value(Kind.BOOLEAN, node.getValue(), place);
        }
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return new Value(number ? Kind.NUMBER : Kind.TEXT, node.getValue(), place);
    }

    Value withText(String text) {
        return new Value(Kind.TEXT, text, place);
    }

    boolean isNull() {
        return kind == Kind.NULL;
    }

    /** True or false, null when it is neither. */
    @Nullable
    Boolean bool() {
        return kind == Kind.BOOLEAN ? YamlNodes.isTrue(raw) : null;
    }

    /** 403.0 in a rule is the 403 of an event, and yes is true. */
    String canonical() throws RuleSyntaxException {
        if (kind == Kind.BOOLEAN) {
            return Boolean.toString(YamlNodes.isTrue(raw));
        }
        if (kind != Kind.NUMBER) {
            return raw;
        }
        @Nullable BigDecimal number = Values.number(raw);
        if (number == null || raw.matches("[-+]?0[0-9].*|[-+]?[0-9_]+[eE].*")) {
            throw place.problem(
                    "YAML reads " + raw + " as a number of another notation; quote it or write it in decimal");
        }
        return Values.plain(number);
    }

    /** The number it is, also when it is quoted. */
    BigDecimal number(String what) throws RuleSyntaxException {
        @Nullable BigDecimal number = kind == Kind.NULL || kind == Kind.BOOLEAN ? null : Values.number(canonical());
        if (number == null) {
            throw place.problem(what);
        }
        return number;
    }
}
