// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Takes the words of a condition off its front, as Falco's own scanner does. */
final class Scanner {

    private static final String NOT_BARE = "()\"'=,";

    private final Located source;
    private final String text;
    private int at;

    Scanner(Located source, int from) {
        this.source = source;
        this.text = source.toString();
        this.at = from;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    long place() {
        return source.placeOf(at);
    }

    /** Skips blanks and tells whether there were any. */
    boolean blanks() {
        int from = at;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    private static boolean isBlank(int c) {
        return " \t\b\r\n".indexOf(c) >= 0;
    }

    boolean takes(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    boolean isNext(String word) {
        return text.startsWith(word, at);
    }

    /** Takes a word that a blank must follow, and the blanks. */
    boolean takesWord(String word) {
        int from = at;
        if (takes(word) && blanks()) {
            return true;
        }
        at = from;
        return false;
    }

    Optional<String> identifier() {
        int end = identifierEnd(at);
        return taken(end);
    }

    private int identifierEnd(int from) {
        if (from >= text.length() || !isLetter(text.charAt(from))) {
            return from;
        }
        return run(from, c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_');
    }

    /** Identifiers joined with dots, two at least. */
    Optional<String> fieldName() {
        int end = identifierEnd(at);
        int first = end;
        while (end > at && end < text.length() && text.charAt(end) == '.' && identifierEnd(end + 1) > end + 1) {
            end = identifierEnd(end + 1);
        }
        return end > first ? taken(end) : Optional.empty();
    }

    Optional<String> number() {
        int from = at;
        if ((text.startsWith("0x", at) || text.startsWith("0X", at)) && run(at + 2, Scanner::isHex) > at + 2) {
            return taken(run(at + 2, Scanner::isHex));
        }
        int i = from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
        int digits = run(i, Scanner::isDigit);
        if (digits == i) {
            return Optional.empty();
        }
        int end = digits < text.length() && text.charAt(digits) == '.' ? run(digits + 1, Scanner::isDigit) : digits;
        boolean exponent = end + 2 < text.length()
                && "eE".indexOf(text.charAt(end)) >= 0
                && "+-".indexOf(text.charAt(end + 1)) >= 0
                && isDigit(text.charAt(end + 2));
        return taken(exponent ? run(end + 2, Scanner::isDigit) : end);
    }

    Optional<String> bare() {
        return taken(run(at, c -> c > ' ' && NOT_BARE.indexOf(c) < 0));
    }

    /** An argument in brackets that is not quoted. */
    Optional<String> bareArgument() {
        return taken(run(at, c -> c > ' ' && "[]\"'".indexOf(c) < 0));
    }

    /** A quoted text, without its quotes and with its escapes resolved. */
    Optional<String> quoted() throws FalcoException {
        if (isAtEnd() || "\"'".indexOf(text.charAt(at)) < 0) {
            return Optional.empty();
        }
        char quote = text.charAt(at);
        int end = at + 1;
        while (end < text.length() && (text.charAt(end) != quote || (text.charAt(end - 1) == '\\' && end > at + 1))) {
            end++;
        }
        if (end == text.length()) {
            throw new FalcoException(place(), "this quote is never closed");
        }
        String value = Escapes.resolve(source, at + 1, end);
        at = end + 1;
        return Optional.of(value);
    }

    private Optional<String> taken(int end) {
        String token = text.substring(at, end);
        at = end;
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private int run(int from, IntPredicate of) {
        int end = from;
        while (end < text.length() && of.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
