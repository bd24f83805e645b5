// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version; build metadata counts for nothing.
 *
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
record Semver(List<BigInteger> numbers, List<String> preRelease) implements Comparable<Semver> {

    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final String NUMBER = "(0|[1-9][0-9]{0,19})";
    private static final Pattern SHAPE = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-([0-9A-Za-z.-]{1,256}))?(?:\\+([0-9A-Za-z.-]{1,256}))?");

    static @Nullable Semver parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        List<BigInteger> numbers = new ArrayList<>();
        for (int group = 1; group <= 3; group++) {
            BigInteger number = new BigInteger(parts.group(group));
            if (number.compareTo(MAX) > 0) {
                return null;
            }
            numbers.add(number);
        }
        List<String> preRelease =
                parts.group(4) == null ? List.of() : List.of(parts.group(4).split("\\.", -1));
        List<String> build =
                parts.group(5) == null ? List.of() : List.of(parts.group(5).split("\\.", -1));
        boolean wellFormed = preRelease.stream().allMatch(Semver::isIdentifier)
                && build.stream().noneMatch(String::isEmpty);
        return wellFormed ? new Semver(List.copyOf(numbers), preRelease) : null;
    }

    /** With a {@code v} and leading zeros taken away, and missing numbers filled up with zero. */
    static @Nullable Semver parseTolerant(String text) {
        String rest = text.startsWith("v") ? text.substring(1) : text;
        List<String> parts = new ArrayList<>(List.of(rest.split("\\.", 3)));
        parts.replaceAll(Semver::withoutLeadingZeros);
        String last = parts.get(parts.size() - 1);
        if (parts.size() < 3 && (last.indexOf('+') >= 0 || last.indexOf('-') >= 0)) {
            return null;
        }
        while (parts.size() < 3) {
            parts.add("0");
        }
        return parse(String.join(".", parts));
    }

    private static String withoutLeadingZeros(String part) {
        int from = 0;
        while (part.length() > 1 && from < part.length() && part.charAt(from) == '0') {
            from++;
        }
        String rest = part.substring(from);
        return from > 0 && (rest.isEmpty() || rest.charAt(0) < '0' || rest.charAt(0) > '9') ? "0" + rest : rest;
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty() && (!isNumber(text) || text.length() == 1 || text.charAt(0) != '0');
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(Semver other) {
        for (int i = 0; i < 3; i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int order = compare(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compare(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return isNumber(a) == isNumber(b) ? Integer.signum(a.compareTo(b)) : isNumber(a) ? -1 : 1;
    }
}
