// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.Ast.Operand;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a rule's output: text, and {@code %field}, {@code %field[argument]}, {@code %20field}, {@code %len(field)}. */
final class OutputParser {

    private static final int MAX_WIDTH = 1_000;
    private static final int MAX_PARTS = 1_000;
    private static final String CONTAINER_INFO = "%container.info";

    private final Located output;
    private final Values values;
    private final Sources sources;
    private final List<Output.Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;

    OutputParser(Located output, Values values, Sources sources) {
        this.output = output;
        this.values = values;
        this.sources = sources;
    }

    Output parse() throws FalcoException {
        String text = output.toString();
        while (at < text.length()) {
            if (text.charAt(at) != '%') {
                plain.append(text.charAt(at++));
            } else if (text.startsWith(CONTAINER_INFO, at)) {
                sources.warning(output.placeOf(at), "%container.info says nothing any more and is left out");
                at += CONTAINER_INFO.length();
            } else {
                at++;
                field(text);
            }
            if (parts.size() > MAX_PARTS) {
                throw new FalcoException(output.placeOf(at), "an output has at most " + MAX_PARTS + " parts");
            }
        }
        flush();
        return new Output(parts);
    }

    private void flush() {
        if (!plain.isEmpty()) {
            parts.add(new Output.Part(plain.toString(), null, 0));
            plain.setLength(0);
        }
    }

    private void field(String text) throws FalcoException {
        int digits = at;
        while (at < text.length() && Scanner.isDigit(text.charAt(at))) {
            at++;
        }
        int width = digits == at ? 0 : width(text.substring(digits, at), output.placeOf(digits));
        long place = output.placeOf(at);
        Scanner scanner = new Scanner(output, at);
        Optional<String> name = scanner.fieldName();
        @Nullable Operand operand;
        if (name.isPresent()) {
            operand = named(name.get(), place);
        } else {
            operand = new OperandParser(scanner).transformer();
            at = scanner.position();
        }
        if (operand == null) {
            throw new FalcoException(place, "expected the name of a field after '%'");
        }
        flush();
        parts.add(new Output.Part("", values.of(operand), width));
    }

    private static int width(String digits, long place) throws FalcoException {
        if (digits.length() > 4 || Integer.parseInt(digits) > MAX_WIDTH) {
            throw new FalcoException(place, "a width is at most " + MAX_WIDTH);
        }
        return Integer.parseInt(digits);
    }

    /** The longest beginning that is a field; its argument only where it takes one. */
    private Operand named(String written, long place) throws FalcoException {
        for (int length = written.length(); length > 0; length = written.lastIndexOf('.', length - 1)) {
            Optional<Integer> known = known(written.substring(0, length));
            if (known.isPresent()) {
                String name = written.substring(0, known.get());
                Scanner scanner = new Scanner(output, at + name.length());
                @Nullable String argument = null;
                if (name.length() == written.length() && scanner.isNext("[")) {
                    argument = new OperandParser(scanner).argument();
                    boolean takes = FalcoFields.takes(FalcoFields.of(name).orElseThrow(), argument);
                    argument = takes ? argument : null;
                }
                at = argument == null ? at + name.length() : scanner.position();
                return new Operand.Field(name, argument, place);
            }
        }
        throw FalcoException.unknownField(place, "source k8s_audit has no field '" + written + "'");
    }

    /** How much of the name is a field: a field may run straight into text. */
    private static Optional<Integer> known(String name) {
        int last = name.lastIndexOf('.');
        for (int length = name.length(); length > last + 1 && length > name.length() - 64; length--) {
            if (FalcoFields.of(name.substring(0, length)).isPresent()) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }
}
