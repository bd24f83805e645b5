// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.Ast.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads fields and transformers. */
final class OperandParser {

    private static final List<String> TRANSFORMERS =
            List.of("tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt");

    private final Scanner scanner;
    private int depth;

    OperandParser(Scanner scanner) {
        this.scanner = scanner;
    }

    /** A field or a transformer, null when neither stands here. */
    @Nullable
    Operand parse() throws FalcoException {
        long place = scanner.place();
        Optional<String> field = scanner.fieldName();
        if (field.isPresent()) {
            return new Operand.Field(field.get(), argument(), place);
        }
        return transformer();
    }

    /** A transformer, null when none stands here. */
    @Nullable
    Operand transformer() throws FalcoException {
        long place = scanner.place();
        for (String name : TRANSFORMERS) {
            if (scanner.takes(name + "(")) {
                if (++depth > Budget.MAX_DEPTH) {
                    throw new FalcoException(place, "nested deeper than " + Budget.MAX_DEPTH);
                }
                List<Operand> operands = new ArrayList<>();
                do {
                    scanner.blanks();
                    operands.add(operand());
                    scanner.blanks();
                } while (scanner.takes(","));
                expect(")", "expected ')' to close '" + name + "(', or ',' and another argument");
                depth--;
                return new Operand.Transform(name, operands, argument(), place);
            }
        }
        return null;
    }

    /** {@code val(field)}, null when it does not stand here. */
    @Nullable
    Operand value() throws FalcoException {
        if (!scanner.takes("val(")) {
            return null;
        }
        scanner.blanks();
        long place = scanner.place();
        String field = scanner.fieldName()
                .orElseThrow(() -> new FalcoException(scanner.place(), "val() takes the name of a field"));
        Operand operand = new Operand.Field(field, argument(), place);
        scanner.blanks();
        expect(")", "expected ')' to close 'val('");
        return operand;
    }

    private Operand operand() throws FalcoException {
        long place = scanner.place();
        Optional<String> constant = constant();
        if (constant.isPresent()) {
            return new Operand.Constant(constant.get(), place);
        }
        if (scanner.takes("(")) {
            return several(place);
        }
        return fieldOrFail();
    }

    private Optional<String> constant() throws FalcoException {
        Optional<String> number = scanner.number();
        return number.isPresent() ? number : scanner.quoted();
    }

    private Operand fieldOrFail() throws FalcoException {
        @Nullable Operand parsed = parse();
        if (parsed == null) {
            throw new FalcoException(
                    scanner.place(), "expected a field, a transformer, a quoted text, a number or a list here");
        }
        return parsed;
    }

    private Operand several(long place) throws FalcoException {
        List<Operand> operands = new ArrayList<>();
        scanner.blanks();
        if (scanner.takes(")")) {
            return new Operand.Several(operands, place);
        }
        do {
            scanner.blanks();
            long element = scanner.place();
            Optional<String> constant = constant();
            operands.add(constant.isPresent() ? new Operand.Constant(constant.get(), element) : fieldOrFail());
            scanner.blanks();
        } while (scanner.takes(","));
        expect(")", "expected ')' to close the list, or ',' and another value");
        return new Operand.Several(operands, place);
    }

    @Nullable
    String argument() throws FalcoException {
        if (!scanner.takes("[")) {
            return null;
        }
        Optional<String> quoted = scanner.quoted();
        Optional<String> argument = quoted.isPresent() ? quoted : scanner.bareArgument();
        String text = argument.orElseThrow(() -> new FalcoException(
                scanner.place(), "expected an argument here: a quoted text, or one without blanks, quotes, brackets"));
        expect("]", "expected ']' to close the argument");
        return text;
    }

    private void expect(String token, String otherwise) throws FalcoException {
        if (!scanner.takes(token)) {
            throw new FalcoException(scanner.place(), otherwise);
        }
    }
}
