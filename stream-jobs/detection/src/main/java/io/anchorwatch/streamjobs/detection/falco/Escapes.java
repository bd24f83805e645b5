// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

/** Escapes in quoted texts. */
final class Escapes {

    private Escapes() {}

    /** The text from {@code start} to {@code end} with its escapes resolved; one that is not known is an error. */
    static String resolve(Located source, int start, int end) throws FalcoException {
        StringBuilder resolved = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = source.charAt(i);
            if (c != '\\' || i + 1 == end) {
                resolved.append(c == '\\' ? "" : c);
                continue;
            }
            char escaped = source.charAt(++i);
            switch (escaped) {
                case 'b' -> resolved.append('\b');
                case 'f' -> resolved.append('\f');
                case 'n' -> resolved.append('\n');
                case 'r' -> resolved.append('\r');
                case 't' -> resolved.append('\t');
                case '/' -> resolved.append('/');
                // As in Falco, which keeps rules alive that meant a backslash and a blank and lose the blank.
                case ' ', '\\' -> resolved.append('\\');
                case '"', '\'' -> {
                    if (source.charAt(start - 1) != escaped) {
                        throw new FalcoException(
                                source.placeOf(i - 1), "the other kind of quote needs no backslash; leave it out");
                    }
                    resolved.append(escaped);
                }
                case 'x' -> {
                    if (i + 2 >= end || !Scanner.isHex(source.charAt(i + 1)) || !Scanner.isHex(source.charAt(i + 2))) {
                        throw new FalcoException(source.placeOf(i - 1), "\\x takes two hexadecimal digits");
                    }
                    resolved.append((char) (Character.digit(source.charAt(i + 1), 16) << 4
                            | Character.digit(source.charAt(i + 2), 16)));
                    i += 2;
                }
                default ->
                    throw new FalcoException(
                            source.placeOf(i - 1),
                            "there is no escape \\" + escaped + "; write \\\\" + escaped
                                    + " for a backslash and the letter");
            }
        }
        return resolved.toString();
    }
}
