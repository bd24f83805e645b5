// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts one of which stands in every text that holds a match of a regular expression. Careful rather than clever:
 * what it does not know ends a literal, and what it cannot step over ends the search.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class RegexLiterals {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_LITERALS = 64;

    private final String regex;
    private int at;

    private RegexLiterals(String regex) {
        this.regex = regex;
    }

    /** The texts, in the case of the expression whatever its flags; null when there are none of a useful length. */
    static @Nullable Set<String> of(String regex) {
        RegexLiterals search = new RegexLiterals(regex);
        try {
            @Nullable Set<String> found = search.alternatives(0);
            return search.at == regex.length() ? found : null;
        } catch (UnknownSyntax unknown) {
            return null;
        }
    }

    /** The union of what each branch needs; null when one needs nothing. */
    private @Nullable Set<String> alternatives(int depth) throws UnknownSyntax {
        if (depth > MAX_DEPTH) {
            throw new UnknownSyntax();
        }
        @Nullable Set<String> all = new TreeSet<>();
        while (true) {
            @Nullable Set<String> branch = branch(depth);
            if (branch == null || all == null || all.size() + branch.size() > MAX_LITERALS) {
                all = null;
            } else {
                all.addAll(branch);
            }
            if (!next('|')) {
                return all;
            }
        }
    }

    /** The best of the literals and groups that follow each other. */
    private @Nullable Set<String> branch(int depth) throws UnknownSyntax {
        @Nullable Set<String> best = null;
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            char c = regex.charAt(at++);
            @Nullable Set<String> group = null;
            int literal = -1;
            if (c == '(') {
                group = group(depth);
            } else if (c == '[') {
                bracket();
            } else if (c == '\\') {
                literal = escape();
            } else if ("^$.*+?{}".indexOf(c) < 0 && c < 0x80) {
                literal = c;
            }
            Repeat repeat = repeat();
            if (literal >= 0 && repeat != Repeat.OPTIONAL) {
                run.append((char) literal);
            }
            if (literal < 0 || repeat != Repeat.ONCE) {
                best = better(best, run);
                run.setLength(0);
            }
            if (repeat != Repeat.OPTIONAL) {
                best = better(best, group);
            }
        }
        return better(best, run);
    }

    private enum Repeat {
        ONCE,
        AT_LEAST_ONCE,
        OPTIONAL
    }

    /** The repeats after an atom; a counted one counts as one that allows none, which is the careful reading. */
    private Repeat repeat() throws UnknownSyntax {
        Repeat repeat = Repeat.ONCE;
        while (at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0) {
            char c = regex.charAt(at++);
            if (c == '{') {
                while (at < regex.length() && "0123456789,".indexOf(regex.charAt(at)) >= 0) {
                    at++;
                }
                if (!next('}')) {
                    throw new UnknownSyntax();
                }
            }
            repeat = c == '+' && repeat != Repeat.OPTIONAL ? Repeat.AT_LEAST_ONCE : Repeat.OPTIONAL;
        }
        return repeat;
    }

    private @Nullable Set<String> group(int depth) throws UnknownSyntax {
        if (next('?')) {
            // Flags, a name, or both a flag and a colon: all end at the first of these.
            char close;
            do {
                if (at == regex.length()) {
                    throw new UnknownSyntax();
                }
                close = regex.charAt(at++);
            } while (close != ':' && close != '>' && close != ')');
            if (close == ')') {
                if (at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0) {
                    // The repeat is one of what stands before the flags.
                    throw new UnknownSyntax();
                }
                return null;
            }
        }
        @Nullable Set<String> inner = alternatives(depth + 1);
        if (!next(')')) {
            throw new UnknownSyntax();
        }
        return inner;
    }

    private void bracket() throws UnknownSyntax {
        next('^');
        boolean first = true;
        while (at < regex.length() && (first || regex.charAt(at) != ']')) {
            if (regex.startsWith("[:", at) && regex.indexOf(":]", at + 2) >= 0) {
                at = regex.indexOf(":]", at + 2) + 2;
            } else {
                at += regex.charAt(at) == '\\' ? 2 : 1;
            }
            first = false;
        }
        if (!next(']')) {
            throw new UnknownSyntax();
        }
    }

    /** The character that is meant, -1 for a class or a position. */
    private int escape() throws UnknownSyntax {
        if (at == regex.length()) {
            throw new UnknownSyntax();
        }
        char c = regex.charAt(at++);
        if (c < 0x80 && !Character.isLetterOrDigit(c)) {
            return c;
        }
        if ("dDsSwWbBAzntrfv".indexOf(c) < 0) {
            throw new UnknownSyntax();
        }
        return -1;
    }

    private boolean next(char wanted) {
        boolean there = at < regex.length() && regex.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private static @Nullable Set<String> better(@Nullable Set<String> best, CharSequence run) {
        return run.length() < Clue.MIN_PART ? best : better(best, Set.of(run.toString()));
    }

    private static @Nullable Set<String> better(@Nullable Set<String> best, @Nullable Set<String> other) {
        return best == null || (other != null && shortest(other) > shortest(best)) ? other : best;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private static final class UnknownSyntax extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownSyntax() {
            super("not understood", null, false, false);
        }
    }
}
