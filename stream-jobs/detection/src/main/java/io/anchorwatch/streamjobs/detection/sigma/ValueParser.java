// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.InNetwork;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.expr.NumberCompare;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one value of a selection into a test, as its key's modifiers say. */
final class ValueParser {

    private static final int MAX_REGEX = 4_096;

    private static final Set<Modifier> NULLABLE = EnumSet.of(Modifier.NEQ, Modifier.ALL);

    private final FieldKey key;

    ValueParser(FieldKey key) {
        this.key = key;
    }

    ValueTest test(ScalarNode node) throws RuleSyntaxException {
        if (YamlNodes.isNull(node) && !key.has(Modifier.EXISTS)) {
            if (!NULLABLE.containsAll(key.modifiers())) {
                throw new RuleSyntaxException(
                        node, "null means an absent field; with these modifiers it means nothing");
            }
            return new IsNull();
        }
        boolean raw = key.has(Modifier.RE) || key.has(Modifier.FIELDREF) || key.has(Modifier.EXISTS);
        return test(node, raw ? node.getValue() : canonical(node));
    }

    /** As {@link #test(ScalarNode)}, for another text than the node's own: a value that took a placeholder's place. */
    ValueTest test(ScalarNode node, String written) throws RuleSyntaxException {
        if (key.has(Modifier.EXISTS)) {
            @Nullable Boolean expected = YamlNodes.bool(node);
            if (expected == null) {
                throw new RuleSyntaxException(node, "'exists' takes true or false");
            }
            return new Exists(expected);
        }
        if (key.has(Modifier.RE)) {
            return regex(node, written);
        }
        if (key.has(Modifier.CIDR)) {
            Optional<Network> network = Network.parse(written);
            return new InNetwork(network.orElseThrow(
                    () -> new RuleSyntaxException(node, "'cidr' takes a network such as 10.0.0.0/8 or fd00::/8")));
        }
        NumberCompare.@Nullable Operator operator = operator();
        if (operator != null) {
            @Nullable BigDecimal bound = Values.number(written);
            if (bound == null) {
                throw new RuleSyntaxException(node, "a comparison takes a number");
            }
            return new NumberCompare(operator, bound);
        }
        return key.has(Modifier.FIELDREF) ? fieldRef(written) : text(node, written);
    }

    /** A test of text that may hold wildcards. */
    private ValueTest text(ScalarNode node, String written) throws RuleSyntaxException {
        if (written.indexOf(TextGlob.MULTI) >= 0 || written.indexOf(TextGlob.SINGLE) >= 0) {
            throw new RuleSyntaxException(node, "the private-use characters U+E000 and U+E001 are not supported");
        }
        SigmaText text = SigmaText.parse(written);
        boolean contains = key.has(Modifier.CONTAINS) || key.field().isEmpty();
        if (contains || key.has(Modifier.ENDSWITH)) {
            text = text.openStart();
        }
        if (contains || key.has(Modifier.STARTSWITH)) {
            text = text.openEnd();
        }
        return text.test(key.has(Modifier.CASED));
    }

    private ValueTest regex(ScalarNode node, String written) throws RuleSyntaxException {
        if (written.length() > MAX_REGEX) {
            throw new RuleSyntaxException(node, "a regular expression has at most " + MAX_REGEX + " characters");
        }
        int flags = (key.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
                | (key.has(Modifier.MULTILINE) ? Pattern.MULTILINE : 0)
                | (key.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
        try {
            return new TextRegex(Pattern.compile(written, flags));
        } catch (PatternSyntaxException invalid) {
            throw new RuleSyntaxException(
                    node,
                    "not a regular expression of RE2 syntax (no look-around, no back-references): "
                            + invalid.getDescription());
        }
    }

    private ValueTest fieldRef(String field) {
        SameAsField.Relation relation = key.has(Modifier.STARTSWITH)
                ? SameAsField.Relation.START
                : key.has(Modifier.ENDSWITH)
                        ? SameAsField.Relation.END
                        : key.has(Modifier.CONTAINS) ? SameAsField.Relation.PART : SameAsField.Relation.EQUAL;
        return new SameAsField(field, relation, key.has(Modifier.CASED));
    }

    private NumberCompare.@Nullable Operator operator() {
        if (key.has(Modifier.LT)) {
            return NumberCompare.Operator.LT;
        }
        if (key.has(Modifier.LTE)) {
            return NumberCompare.Operator.LTE;
        }
        if (key.has(Modifier.GT)) {
            return NumberCompare.Operator.GT;
        }
        return key.has(Modifier.GTE) ? NumberCompare.Operator.GTE : null;
    }

    /** 403.0 in a rule is the 403 of an event, and yes is true. */
    private static String canonical(ScalarNode node) throws RuleSyntaxException {
        @Nullable Boolean bool = YamlNodes.bool(node);
        if (bool != null) {
            return bool.toString();
        }
        String written = node.getValue();
        if (!node.getTag().equals(Tag.INT) && !node.getTag().equals(Tag.FLOAT)) {
            return written;
        }
        @Nullable BigDecimal number = Values.number(written);
        if (number == null || written.matches("[-+]?0[0-9].*")) {
            throw new RuleSyntaxException(
                    node,
                    "YAML reads " + written + " as a number of another notation; quote it or write it in decimal");
        }
        return Values.plain(number);
    }
}
