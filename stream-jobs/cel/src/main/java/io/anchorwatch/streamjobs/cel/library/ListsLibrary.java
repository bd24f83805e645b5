// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code isSorted}, {@code sum}, {@code min}, {@code max}, {@code indexOf}, {@code lastIndexOf}, {@code includes}.
 *
 * <p>Upstream has an overload for each element type; here one stands for all, as lists of objects are dynamic and their
 * elements are looked at when they come. A list of elements without order fails when it is evaluated, not when compiled.
 */
final class ListsLibrary {

    private static final CelType ELEMENT = TypeParamType.create("A");
    private static final CelType TYPE = ListType.create(ELEMENT);
    private static final List<CelType> WITH_ELEMENT = List.of(TYPE, ELEMENT);

    private ListsLibrary() {}

    @SuppressWarnings("rawtypes")
    static Functions functions() {
        Class<List> self = List.class;
        return new Functions()
                .member("isSorted", "list_a_is_sorted_bool", SimpleType.BOOL, TYPE, self, ListsLibrary::isSorted)
                .member("sum", "list_a_sum_a", ELEMENT, TYPE, self, ListsLibrary::sum)
                .member("min", "list_a_min_a", ELEMENT, TYPE, self, list -> extreme(list, -1))
                .member("max", "list_a_max_a", ELEMENT, TYPE, self, list -> extreme(list, 1))
                .member(
                        "indexOf",
                        "list_a_index_of_int",
                        SimpleType.INT,
                        WITH_ELEMENT,
                        self,
                        Object.class,
                        (l, e) -> indexOf(l, e, false))
                .member(
                        "lastIndexOf",
                        "list_a_last_index_of_int",
                        SimpleType.INT,
                        WITH_ELEMENT,
                        self,
                        Object.class,
                        (l, e) -> indexOf(l, e, true))
                .member(
                        "includes",
                        "list_includes_dyn_dyn",
                        SimpleType.BOOL,
                        List.of(SimpleType.DYN, SimpleType.DYN),
                        Object.class,
                        Object.class,
                        (value, e) -> value instanceof List<?> list
                                ? indexOf(list, e, false) >= 0
                                : Ordering.equal(value, e));
    }

    private static boolean isSorted(List<?> list) {
        @Nullable Object before = null;
        for (Object element : list) {
            if (before != null && Ordering.compare(before, element) > 0) {
                return false;
            }
            before = element;
        }
        return true;
    }

    private static Object extreme(List<?> list, int sign) {
        @Nullable Object best = null;
        for (Object element : list) {
            if (best == null || Ordering.compare(element, best) * sign > 0) {
                best = element;
            }
        }
        if (best == null) {
            throw Failure.of("min or max called on empty list");
        }
        return best;
    }

    private static long indexOf(List<?> list, Object wanted, boolean last) {
        long found = -1;
        long at = 0;
        for (Object element : list) {
            if (Ordering.equal(element, wanted)) {
                found = at;
                if (!last) {
                    return found;
                }
            }
            at++;
        }
        return found;
    }

    private static Object sum(List<?> list) {
        @Nullable Object sum = null;
        for (Object element : list) {
            sum = sum == null ? plus(zeroLike(element), element) : plus(sum, element);
        }
        return sum == null ? (Object) 0L : sum;
    }

    private static Object zeroLike(Object element) {
        if (element instanceof Double) {
            return 0.0;
        }
        if (element instanceof UnsignedLong) {
            return UnsignedLong.ZERO;
        }
        return element instanceof Duration ? Duration.ZERO : (Object) 0L;
    }

    private static Object plus(Object a, Object b) {
        try {
            if (a instanceof Long x && b instanceof Long y) {
                return Math.addExact(x, y);
            }
            if (a instanceof Double x && b instanceof Double y) {
                return x + y;
            }
            if (a instanceof Duration x && b instanceof Duration y) {
                return x.plus(y);
            }
            if (a instanceof UnsignedLong x && b instanceof UnsignedLong y) {
                BigInteger exact = x.bigIntegerValue().add(y.bigIntegerValue());
                return UnsignedLong.valueOf(exact);
            }
        } catch (ArithmeticException | IllegalArgumentException overflow) {
            throw Failure.of("the sum is out of range");
        }
        throw Failure.of("values of these types have no sum");
    }
}
