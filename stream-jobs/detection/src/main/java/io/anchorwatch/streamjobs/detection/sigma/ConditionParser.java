// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sigma's condition language: {@code or}, {@code and}, {@code not}, parentheses, {@code 1 of} and {@code all of}.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, condition</a>
 */
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[A-Za-z0-9_*-]+|\\S)");
    private static final int MAX_DEPTH = 64;

    private record Token(String text, int offset) {}

    private final Map<String, Expression> selections;
    private final Scope.Condition source;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int next;
    private int depth;
    private boolean shouted;

    ConditionParser(Map<String, Expression> selections, Scope.Condition source) {
        this.selections = selections;
        this.source = source;
        Matcher matcher = TOKEN.matcher(source.text());
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(1), matcher.start(1)));
        }
    }

    Expression parse() throws RuleSyntaxException {
        Expression expression = or();
        if (shouted) {
            source.place().warn("operators are written in lower case: and, or, not, of");
        }
        if (next < tokens.size()) {
            throw tokens.get(next).text().equals("|")
                    ? problem(SigmaOne.advice(source))
                    : problem("expected 'and', 'or' or the end here");
        }
        return expression;
    }

    /** Names of the selections that the condition looked at. */
    Set<String> used() {
        return used;
    }

    private Expression or() throws RuleSyntaxException {
        List<Expression> operands = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            operands.add(and());
        }
        return ScopeCompiler.or(operands);
    }

    private Expression and() throws RuleSyntaxException {
        List<Expression> operands = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            operands.add(not());
        }
        return ScopeCompiler.and(operands);
    }

    private Expression not() throws RuleSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw problem("nested deeper than " + MAX_DEPTH);
        }
        try {
            return accept("not") ? negated(not()) : primary();
        } finally {
            depth--;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static Expression negated(Expression operand) {
        return operand == ScopeCompiler.DROPPED ? operand : new Expression.Not(operand);
    }

    private Expression primary() throws RuleSyntaxException {
        if (accept("(")) {
            Expression inner = or();
            if (!accept(")")) {
                throw problem("expected ')'");
            }
            return inner;
        }
        if (next >= tokens.size()) {
            throw problem("expected a selection's name, 'not' or '('");
        }
        if (isWord(next + 1, "of") && next + 2 < tokens.size()) {
            return selector();
        }
        String name = tokens.get(next).text();
        @Nullable Expression selection = selections.get(name);
        if (selection == null) {
            throw problem("there is no selection '" + name + "'; known: " + String.join(", ", selections.keySet()));
        }
        used.add(name);
        next++;
        return selection;
    }

    private Expression selector() throws RuleSyntaxException {
        String quantifier = tokens.get(next).text().toLowerCase(Locale.ROOT);
        shouted |= !tokens.get(next).text().equals(quantifier)
                || !tokens.get(next + 1).text().equals("of");
        if (!Set.of("1", "any", "all").contains(quantifier)) {
            throw problem("expected '1 of', 'any of' or 'all of'; no other number is in Sigma");
        }
        next += 2;
        String pattern = tokens.get(next).text();
        Pattern names =
                Pattern.compile(pattern.equals("them") ? ".*" : ("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E"));
        List<Expression> chosen = new ArrayList<>();
        for (Map.Entry<String, Expression> entry : selections.entrySet()) {
            boolean hidden = entry.getKey().startsWith("_") && !pattern.startsWith("_");
            if (!hidden && names.matcher(entry.getKey()).matches()) {
                used.add(entry.getKey());
                chosen.add(entry.getValue());
            }
        }
        if (chosen.isEmpty()) {
            throw problem("no selection is called '" + pattern + "'; known: " + String.join(", ", selections.keySet()));
        }
        next++;
        return quantifier.equals("all") ? ScopeCompiler.and(chosen) : ScopeCompiler.or(chosen);
    }

    private boolean accept(String word) {
        if (isWord(next, word)) {
            shouted |= !tokens.get(next).text().equals(word);
            next++;
            return true;
        }
        return false;
    }

    private boolean isWord(int index, String word) {
        return index < tokens.size() && tokens.get(index).text().equalsIgnoreCase(word);
    }

    private RuleSyntaxException problem(String message) {
        int offset =
                next < tokens.size() ? tokens.get(next).offset() : source.text().length();
        return source.place().problem(offset, "condition: " + message);
    }
}
