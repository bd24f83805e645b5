// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills lists into conditions. It is done on the text: the name of a list stands for its values wherever it is a word. */
final class Lists {

    private static final int MAX_ITEMS = 100_000;
    private static final String BLANKS = " \t\n\r";
    private static final String DELIMITERS = BLANKS + "(),=";

    private final Map<String, ListDefinition> definitions;
    private final Map<String, List<String>> expanded = new HashMap<>();
    private final boolean asFalco;
    private final Budget budget;
    private final Sources sources;

    /** @param asFalco fill a list into a list one level deep only, and also inside of quotes */
    Lists(Map<String, ListDefinition> definitions, boolean asFalco, Budget budget, Sources sources) {
        this.definitions = definitions;
        this.asFalco = asFalco;
        this.budget = budget;
        this.sources = sources;
    }

    /** The condition with every list in it filled in. */
    Located fill(Located condition) throws FalcoException {
        Located out = new Located();
        fill(condition, -1, out);
        return out;
    }

    private void fill(Located from, int above, Located out) throws FalcoException {
        String text = from.toString();
        int i = 0;
        while (i < text.length()) {
            int end = wordEnd(text, i);
            @Nullable ListDefinition list = end == i ? null : definitions.get(text.substring(i, end));
            if (list == null || list.index() <= above) {
                end = Math.max(end, i + 1);
                out.append(from, i, end);
                budget.chars(end - i, out.length(), from.placeOf(i));
                i = end;
                continue;
            }
            warnOutside(text, i, list, from.placeOf(i));
            trim(out);
            if (i > 0) {
                out.append(" ", from.placeOf(i));
            }
            boolean empty = insert(list, from.placeOf(i), out);
            i = skipBlanks(text, end);
            if (empty) {
                i = dropComma(text, i, out);
            }
            out.append(" ", from.placeOf(end - 1));
        }
    }

    /** An empty list takes the comma beside it along. */
    private static int dropComma(String text, int next, Located out) {
        trim(out);
        if (out.length() > 0 && out.charAt(out.length() - 1) == ',') {
            out.cut(out.length() - 1);
            return next;
        }
        return next < text.length() && text.charAt(next) == ',' ? next + 1 : next;
    }

    private boolean insert(ListDefinition list, long place, Located out) throws FalcoException {
        List<String> items = items(list, place);
        String before = "";
        for (String item : items) {
            String added = before + quoted(item, asFalco);
            if (asFalco) {
                fill(Located.of(added, place), list.index(), out);
            } else {
                out.append(added, place);
                budget.chars(added.length(), out.length(), place);
            }
            before = ", ";
        }
        return items.isEmpty();
    }

    private void warnOutside(String text, int at, ListDefinition list, long place) {
        int before = at - 1;
        while (before >= 0 && BLANKS.indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        if (before >= 0 && "(,".indexOf(text.charAt(before)) < 0) {
            sources.warning(
                    place,
                    "'" + list.name() + "' is the name of a list and stands for its values here; quote it to mean the"
                            + " word");
        }
    }

    private List<String> items(ListDefinition list, long place) throws FalcoException {
        @Nullable List<String> known = expanded.get(list.name());
        if (known == null) {
            List<String> items = new ArrayList<>();
            collect(list, place, items, new HashSet<>());
            known = List.copyOf(items);
            expanded.put(list.name(), known);
        }
        return known;
    }

    private void collect(ListDefinition list, long place, List<String> into, Set<String> within) throws FalcoException {
        if (!list.isUsable()) {
            throw new FalcoException(place, "list '" + list.name() + "' could not be read");
        }
        if (!within.add(list.name()) || within.size() > Budget.MAX_DEPTH) {
            throw new FalcoException(place, "list '" + list.name() + "' contains itself or nests too deep");
        }
        for (Located item : list.items()) {
            @Nullable ListDefinition inner = definitions.get(item.toString());
            if (inner == null || inner.name().equals(list.name())) {
                into.add(item.toString());
            } else if (!asFalco) {
                collect(inner, item.placeOf(0), into, within);
            } else if (inner.index() < list.visibility()) {
                inner.items().forEach(raw -> into.add(raw.toString()));
            } else {
                into.add(item.toString());
            }
            if (into.size() > MAX_ITEMS) {
                throw new FalcoException(place, "list '" + list.name() + "' has more than " + MAX_ITEMS + " values");
            }
        }
        within.remove(list.name());
    }

    /** The value as a condition writes it. Falco itself quotes for blanks only. */
    static String quoted(String value, boolean asFalco) {
        boolean isQuoted = value.startsWith("\"") || value.startsWith("'");
        if (isQuoted || (asFalco ? value.indexOf(' ') < 0 : isBare(value))) {
            return value;
        }
        return asFalco ? '"' + value + '"' : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isBare(String value) {
        return !value.isEmpty()
                && value.chars().noneMatch(c -> c <= ' ' || DELIMITERS.indexOf(c) >= 0 || c == '"' || c == '\'');
    }

    /** The end of the word at {@code from}; what is quoted belongs to one word. */
    private int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && DELIMITERS.indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i++);
            if (!asFalco && (c == '"' || c == '\'')) {
                while (i < text.length() && text.charAt(i) != c) {
                    i += text.charAt(i) == '\\' ? 2 : 1;
                }
                i = Math.min(i + 1, text.length());
            }
        }
        return i;
    }

    private static void trim(Located out) {
        while (out.length() > 0 && BLANKS.indexOf(out.charAt(out.length() - 1)) >= 0) {
            out.cut(out.length() - 1);
        }
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && BLANKS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
