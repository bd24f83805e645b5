// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a transformer makes of values that are all there. */
@FunctionalInterface
interface Transformer {

    /** The result; missing when there is none. */
    Object apply(List<Object> operands, String argument);

    /** The transformer of that name. */
    static Transformer of(String name) {
        return switch (name) {
            case "tolower" -> each(text -> Optional.of(ascii(text, 'A', 'Z', 32)));
            case "toupper" -> each(text -> Optional.of(ascii(text, 'a', 'z', -32)));
            case "basename" -> each(text -> Optional.of(text.substring(text.lastIndexOf('/') + 1)));
            case "b64" -> each(Transformer::decode);
            case "len" -> (operands, none) -> length(operands.get(0));
            case "join" -> (operands, none) -> String.join(text(operands.get(0)), texts(operands.get(1)));
            case "concat" ->
                (operands, none) ->
                        String.join("", operands.stream().map(Transformer::text).toList());
            default -> (operands, option) -> GetOpt.parse(texts(operands.get(0)), text(operands.get(1)), option);
        };
    }

    private static Transformer each(Function<String, Optional<String>> function) {
        return (operands, none) -> {
            if (!(operands.get(0) instanceof List<?> list)) {
                return function.apply(text(operands.get(0)))
                        .map(Object.class::cast)
                        .orElse(Missing.ABSENT);
            }
            List<Object> results = new ArrayList<>(list.size());
            for (Object element : list) {
                Optional<String> result = function.apply(text(element));
                if (result.isEmpty()) {
                    return Missing.ABSENT;
                }
                results.add(result.get());
            }
            return results;
        };
    }

    /** Only ASCII, as in the C locale. */
    private static String ascii(String text, char from, char to, int shift) {
        StringBuilder shifted = new StringBuilder(text);
        for (int i = 0; i < shifted.length(); i++) {
            char c = shifted.charAt(i);
            if (c >= from && c <= to) {
                shifted.setCharAt(i, (char) (c + shift));
            }
        }
        return shifted.toString();
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(new String(
                    Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** Elements of a list, bytes of a text. */
    private static Object length(Object value) {
        return value instanceof List<?> list
                ? (Object) (long) list.size()
                : (Object) (long) text(value).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Transformer::text).toList()
                : List.of(text(value));
    }
}
