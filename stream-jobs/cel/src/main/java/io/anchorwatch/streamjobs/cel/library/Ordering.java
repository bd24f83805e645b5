// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** Comparisons of CEL values as CEL's own operators make them: numbers across their types. */
final class Ordering {

    private static final Comparator<CelByteString> BYTES = CelByteString.unsignedLexicographicalComparator();

    private Ordering() {}

    static boolean equal(Object a, Object b) {
        boolean numbers = a instanceof Number && b instanceof Number;
        return numbers ? compare(a, b) == 0 : Objects.equals(a, b);
    }

    /** Fails for values that have no order. */
    static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return numbers(x, y);
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (a instanceof Duration x && b instanceof Duration y) {
            return x.compareTo(y);
        }
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        if (a instanceof CelByteString x && b instanceof CelByteString y) {
            return BYTES.compare(x, y);
        }
        throw Failure.of("values of these types have no order");
    }

    private static int numbers(Number a, Number b) {
        double x = a.doubleValue();
        double y = b.doubleValue();
        boolean finite = Math.abs(x) <= Double.MAX_VALUE && Math.abs(y) <= Double.MAX_VALUE;
        return finite ? exact(a).compareTo(exact(b)) : Double.compare(x, y);
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof Long integer) {
            return BigDecimal.valueOf(integer);
        }
        return number instanceof UnsignedLong unsigned
                ? new BigDecimal(unsigned.bigIntegerValue())
                : BigDecimal.valueOf(number.doubleValue());
    }
}
