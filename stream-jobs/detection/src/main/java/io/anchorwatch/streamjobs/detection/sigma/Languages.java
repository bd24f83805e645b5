// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The expression languages on the class path, each a modifier of items without a field: {@code '|cel': text}. */
final class Languages {

    private final Map<String, ExpressionLanguage> byName = new TreeMap<>();

    Languages() {
        for (ExpressionLanguage language : ServiceLoader.load(ExpressionLanguage.class)) {
            byName.put(language.name(), language);
        }
    }

    /** The language that a modifier stands for. */
    @Nullable
    ExpressionLanguage named(String modifier) {
        return byName.get(modifier);
    }

    /** Compiles one expression; a complaint points at the character that is wrong. */
    static Expression compile(ExpressionLanguage language, ScalarNode text, ProblemLog log) throws RuleSyntaxException {
        try {
            return new Expression.Predicate(language.compile(text.getValue()));
        } catch (ExpressionSyntaxException invalid) {
            throw log.at(text, invalid.offset(), language.name() + ": " + invalid.getMessage());
        }
    }
}
