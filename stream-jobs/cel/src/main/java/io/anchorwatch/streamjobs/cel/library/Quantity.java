// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource, such as {@code 1500m} or {@code 2Gi}. Equal when the amounts are.
 *
 * <p>Upstream keeps small amounts as a long and a power of ten and asks only those whether they are whole: {@code 1000m}
 * is 1 and yet no integer. That is kept up here.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
final class Quantity implements Comparable<Quantity> {

    private static final int NANO = -9;
    private static final int LONG_DIGITS = 18;

    /** Upstream knows no bound; past this one sums would fill the memory. */
    private static final int MAX_EXPONENT = 1_000;

    private static final int MAX_CHARS = 256;
    private static final Pattern SHAPE = Pattern.compile("([+-]?)([0-9]*)(?:\\.([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)");
    private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?[0-9]{1,18})");
    private static final BigDecimal MAX_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

    private static final int SLOW = Integer.MIN_VALUE;

    private final BigDecimal amount;

    /** The power of ten of the long form, or {@link #SLOW}. */
    private final int scale;

    private Quantity(BigDecimal amount, int scale) {
        this.amount = amount;
        this.scale = scale;
    }

    /** The amount that {@code text} stands for; null when it is none. */
    static @Nullable Quantity parse(String text) {
        Matcher parts = text.length() <= MAX_CHARS ? SHAPE.matcher(text) : SHAPE.matcher("?");
        if (!parts.matches()) {
            return null;
        }
        String whole = trimZeros(parts.group(2));
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        if (parts.group(2).isEmpty() && fraction.isEmpty()) {
            return null;
        }
        String suffix = parts.group(4);
        BigDecimal number = new BigDecimal(new BigInteger("0" + whole + fraction), fraction.length());
        if (parts.group(1).equals("-")) {
            number = number.negate();
        }
        @Nullable Integer binary = BINARY.get(suffix);
        if (binary != null) {
            return binary(number, binary, whole.length(), fraction.isEmpty());
        }
        @Nullable Integer exponent = exponent(suffix);
        if (exponent == null) {
            return null;
        }
        int places = exponent - fraction.length();
        boolean fits = whole.length() + fraction.length() <= LONG_DIGITS && places >= NANO;
        BigDecimal amount = number.scaleByPowerOfTen(exponent);
        return fits ? new Quantity(amount, places) : new Quantity(rounded(amount), SLOW);
    }

    private static Quantity binary(BigDecimal number, int shift, int digits, boolean isWhole) {
        BigDecimal amount = number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(shift)));
        boolean fits = isWhole && 15 - digits - (int) (shift * 3 / 10.0f) - 1 >= 0;
        return fits ? new Quantity(amount, 0) : new Quantity(rounded(amount).min(MAX_BINARY), SLOW);
    }

    private static @Nullable Integer exponent(String suffix) {
        @Nullable Integer known = DECIMAL.get(suffix);
        Matcher written = EXPONENT.matcher(suffix);
        if (known != null || !written.matches()) {
            return known;
        }
        long exponent = Long.parseLong(written.group(1));
        return Math.abs(exponent) > MAX_EXPONENT ? null : (Integer) (int) exponent;
    }

    private static String trimZeros(String digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    /** Whoever asks for something gets something: fractions of a billionth round away from zero. */
    private static BigDecimal rounded(BigDecimal amount) {
        return amount.scale() > -NANO ? amount.setScale(-NANO, RoundingMode.UP) : amount;
    }

    static Quantity of(long value) {
        return new Quantity(BigDecimal.valueOf(value), 0);
    }

    Quantity add(Quantity other) {
        return sum(amount.add(other.amount), other);
    }

    Quantity subtract(Quantity other) {
        return sum(amount.subtract(other.amount), other);
    }

    private Quantity sum(BigDecimal sum, Quantity other) {
        if (scale == SLOW || other.scale == SLOW) {
            return new Quantity(sum, SLOW);
        }
        int common = Math.min(scale, other.scale);
        BigInteger unscaled = sum.scaleByPowerOfTen(-common).toBigInteger();
        return new Quantity(sum, unscaled.bitLength() < Long.SIZE ? common : SLOW);
    }

    /** The value as a whole number; null when it is none that fits, or not kept in the long form. */
    @Nullable
    Long asLong() {
        if (scale < 0) {
            return null;
        }
        BigInteger whole = amount.toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Long) whole.longValue() : null;
    }

    double asDouble() {
        return amount.doubleValue();
    }

    long sign() {
        return amount.signum();
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && compareTo(quantity) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return "quantity";
    }
}
