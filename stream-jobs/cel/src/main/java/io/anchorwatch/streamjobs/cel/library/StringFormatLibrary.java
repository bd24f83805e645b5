// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** {@code text.format(values)} of CEL's extended strings, which the library in use here leaves out. */
final class StringFormatLibrary {

    private StringFormatLibrary() {}

    @SuppressWarnings("rawtypes")
    static Functions functions() {
        return new Functions()
                .member(
                        "format",
                        "string_format",
                        SimpleType.STRING,
                        List.of(SimpleType.STRING, ListType.create(SimpleType.DYN)),
                        String.class,
                        List.class,
                        StringFormatLibrary::format);
    }

    private static String format(String template, List<?> values) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            if (++i < template.length() && template.charAt(i) == '%') {
                text.append('%');
                continue;
            }
            int precision = 6;
            if (i < template.length() && template.charAt(i) == '.') {
                int from = ++i;
                while (i < template.length() && Character.isDigit(template.charAt(i))) {
                    i++;
                }
                precision = precision(template.substring(from, i));
            }
            if (i >= template.length() || next >= values.size()) {
                throw Failure.of("format has more verbs than values, or ends in one");
            }
            text.append(FormatVerb.write(template.charAt(i), precision, values.get(next++)));
        }
        return text.toString();
    }

    private static int precision(String digits) {
        if (digits.isEmpty() || digits.length() > 2) {
            throw Failure.of("a precision has one or two digits");
        }
        return Integer.parseInt(digits);
    }
}
