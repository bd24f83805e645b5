// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.Ast.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Falco's condition language: {@code not} binds tighter than {@code and}, that tighter than {@code or}. */
final class ConditionParser {

    private static final List<String> NUMBER_OPERATORS = List.of("<=", "<", ">=", ">");
    private static final List<String> SYMBOL_OPERATORS = List.of("==", "=", "!=");
    private static final List<String> WORD_OPERATORS = List.of(
            "glob", "iglob", "contains", "icontains", "bcontains", "startswith", "bstartswith", "endswith", "regex");
    private static final List<String> MODIFIERS = List.of("oneof", "anyof", "allof");
    private static final List<String> LIST_OPERATORS = List.of("intersects", "in", "pmatch");

    private final Scanner scanner;
    private final OperandParser operands;
    private int depth;

    ConditionParser(Located condition) {
        this.scanner = new Scanner(condition, 0);
        this.operands = new OperandParser(scanner);
    }

    Ast parse() throws FalcoException {
        Ast parsed = or();
        if (!scanner.isAtEnd()) {
            throw problem("expected 'and', 'or' or the end here");
        }
        return parsed;
    }

    private Ast or() throws FalcoException {
        List<Ast> parts = new ArrayList<>();
        scanner.blanks();
        parts.add(and());
        while (scanner.takes("or")) {
            parts.add(scanner.blanks() ? and() : embeddedAfter("or"));
            scanner.blanks();
        }
        return parts.size() == 1 ? parts.get(0) : new Ast.Or(parts);
    }

    private Ast and() throws FalcoException {
        List<Ast> parts = new ArrayList<>();
        scanner.blanks();
        parts.add(not());
        scanner.blanks();
        while (scanner.takes("and")) {
            parts.add(scanner.blanks() ? not() : embeddedAfter("and"));
            scanner.blanks();
        }
        return parts.size() == 1 ? parts.get(0) : new Ast.And(parts);
    }

    private Ast embeddedAfter(String operator) throws FalcoException {
        if (!scanner.takes("(")) {
            throw problem("expected a blank or '(' after '" + operator + "'");
        }
        return embedded();
    }

    private Ast not() throws FalcoException {
        boolean negated = false;
        scanner.blanks();
        while (scanner.takesWord("not")) {
            negated = !negated;
        }
        Ast operand;
        if (scanner.takes("not(")) {
            negated = !negated;
            operand = embedded();
        } else {
            operand = check();
        }
        return negated ? new Ast.Not(operand) : operand;
    }

    private Ast embedded() throws FalcoException {
        if (++depth > Budget.MAX_DEPTH) {
            throw problem("nested deeper than " + Budget.MAX_DEPTH);
        }
        Ast inner = or();
        scanner.blanks();
        if (!scanner.takes(")")) {
            throw problem("expected ')', 'and' or 'or' here");
        }
        depth--;
        return inner;
    }

    private Ast check() throws FalcoException {
        scanner.blanks();
        if (scanner.takes("(")) {
            return embedded();
        }
        long place = scanner.place();
        @Nullable Operand left = operands.parse();
        if (left != null) {
            return comparison(left, place);
        }
        String macro =
                scanner.identifier().orElseThrow(() -> problem("expected '(', a field or the name of a macro here"));
        return new Ast.Macro(macro, place);
    }

    private Ast comparison(Operand left, long place) throws FalcoException {
        scanner.blanks();
        if (scanner.takes("exists")) {
            return new Ast.Check(left, "exists", "", List.of(), null, place);
        }
        for (String operator : NUMBER_OPERATORS) {
            if (scanner.takes(operator)) {
                return right(left, operator, Kind.NUMBER, place);
            }
        }
        for (String operator : SYMBOL_OPERATORS) {
            if (scanner.takes(operator)) {
                return scanner.blanks() ? text(left, operator, place) : right(left, operator, Kind.TEXT, place);
            }
        }
        for (String operator : WORD_OPERATORS) {
            if (scanner.takesWord(operator)) {
                return text(left, operator, place);
            }
        }
        for (String operator : LIST_OPERATORS) {
            if (scanner.takes(operator)) {
                return right(left, operator, Kind.LIST, place);
            }
        }
        throw problem("expected an operator here: exists, " + String.join(", ", NUMBER_OPERATORS) + ", "
                + String.join(", ", SYMBOL_OPERATORS) + ", " + String.join(", ", WORD_OPERATORS) + ", "
                + String.join(", ", LIST_OPERATORS));
    }

    private enum Kind {
        NUMBER,
        TEXT,
        LIST
    }

    /** A comparison with texts, in which a modifier may stand before a list. */
    private Ast text(Operand left, String operator, long place) throws FalcoException {
        int before = scanner.position();
        for (String modifier : MODIFIERS) {
            if (scanner.takesWord(modifier) && listFollows()) {
                return new Ast.Check(left, operator, modifier, list(), null, place);
            }
            scanner.back(before);
        }
        return right(left, operator, Kind.TEXT, place);
    }

    private boolean listFollows() {
        int before = scanner.position();
        boolean list = scanner.isNext("(") || scanner.identifier().isPresent();
        scanner.back(before);
        for (String keyword : List.of("and", "or", "not")) {
            boolean word = scanner.takes(keyword)
                    && (scanner.isAtEnd()
                            || scanner.isNext("_")
                            || scanner.identifier().isEmpty());
            scanner.back(before);
            if (word) {
                return false;
            }
        }
        return list;
    }

    private Ast right(Operand left, String operator, Kind kind, long place) throws FalcoException {
        scanner.blanks();
        if (kind == Kind.LIST && scanner.isNext("(")) {
            return new Ast.Check(left, operator, "", list(), null, place);
        }
        @Nullable Operand value = operands.value();
        @Nullable Operand other = value == null ? operands.transformer() : value;
        if (other != null) {
            return new Ast.Check(left, operator, "", null, other, place);
        }
        long at = scanner.place();
        Operand.Constant constant = switch (kind) {
            case NUMBER ->
                new Operand.Constant(
                        scanner.number()
                                .orElseThrow(() -> problem("expected a number, val(field) or a transformer here")),
                        at);
            case TEXT -> string("expected a text, val(field) or a transformer here");
            case LIST ->
                new Operand.Constant(
                        scanner.identifier()
                                .orElseThrow(() -> problem("expected a list in parentheses or a bare word here")),
                        at);
        };
        return new Ast.Check(left, operator, "", List.of(constant), null, place);
    }

    private Operand.Constant string(String otherwise) throws FalcoException {
        scanner.blanks();
        long at = scanner.place();
        Optional<String> quoted = scanner.quoted();
        Optional<String> text = quoted.isPresent() ? quoted : scanner.bare();
        return new Operand.Constant(text.orElseThrow(() -> problem(otherwise)), at);
    }

    private List<Operand.Constant> list() throws FalcoException {
        List<Operand.Constant> values = new ArrayList<>();
        if (!scanner.takes("(")) {
            long at = scanner.place();
            values.add(
                    new Operand.Constant(scanner.identifier().orElseThrow(() -> problem("expected a list here")), at));
            return values;
        }
        scanner.blanks();
        if (scanner.takes(")")) {
            return values;
        }
        do {
            values.add(string("expected a value here"));
            scanner.blanks();
        } while (scanner.takes(","));
        if (!scanner.takes(")")) {
            throw problem("expected ',' or ')' here");
        }
        return values;
    }

    private FalcoException problem(String message) {
        return new FalcoException(scanner.place(), message);
    }
}
