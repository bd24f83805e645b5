// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code quantity}, {@code isQuantity} and what quantities can do. */
final class QuantityLibrary {

    private static final CelType TYPE = OpaqueType.create("kubernetes.Quantity");
    private static final List<CelType> TWO = List.of(TYPE, TYPE);
    private static final List<CelType> WITH_INT = List.of(TYPE, SimpleType.INT);
    private static final Class<Quantity> SELF = Quantity.class;

    private QuantityLibrary() {}

    static Functions functions() {
        return new Functions()
                .global("quantity", "string_to_quantity", TYPE, SimpleType.STRING, String.class, QuantityLibrary::parse)
                .global(
                        "isQuantity",
                        "is_quantity_string",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> Quantity.parse(text) != null)
                // Upstream declares sign as sign(q), its documentation as q.sign(): both are there.
                .global("sign", "quantity_sign", SimpleType.INT, TYPE, SELF, Quantity::sign)
                .member("sign", "quantity_member_sign", SimpleType.INT, TYPE, SELF, Quantity::sign)
                .member("asInteger", "quantity_get_int", SimpleType.INT, TYPE, SELF, QuantityLibrary::integer)
                .member("isInteger", "quantity_is_integer", SimpleType.BOOL, TYPE, SELF, q -> q.asLong() != null)
                .member("asApproximateFloat", "quantity_get_float", SimpleType.DOUBLE, TYPE, SELF, Quantity::asDouble)
                .member(
                        "isGreaterThan",
                        "quantity_is_greater_than",
                        SimpleType.BOOL,
                        TWO,
                        SELF,
                        SELF,
                        (a, b) -> a.compareTo(b) > 0)
                .member(
                        "isLessThan",
                        "quantity_is_less_than",
                        SimpleType.BOOL,
                        TWO,
                        SELF,
                        SELF,
                        (a, b) -> a.compareTo(b) < 0)
                .member("compareTo", "quantity_compare_to", SimpleType.INT, TWO, SELF, SELF, (a, b) ->
                        (long) a.compareTo(b))
                .member("add", "quantity_add", TYPE, TWO, SELF, SELF, Quantity::add)
                .member("add", "quantity_add_int", TYPE, WITH_INT, SELF, Long.class, (a, b) -> a.add(Quantity.of(b)))
                .member("sub", "quantity_sub", TYPE, TWO, SELF, SELF, Quantity::subtract)
                .member(
                        "sub",
                        "quantity_sub_int",
                        TYPE,
                        WITH_INT,
                        SELF,
                        Long.class,
                        (a, b) -> a.subtract(Quantity.of(b)));
    }

    private static Quantity parse(String text) {
        @Nullable Quantity quantity = Quantity.parse(text);
        if (quantity == null) {
            throw Failure.of("not a quantity");
        }
        return quantity;
    }

    private static long integer(Quantity quantity) {
        @Nullable Long value = quantity.asLong();
        if (value == null) {
            throw Failure.of("cannot convert value to integer");
        }
        return value;
    }
}
