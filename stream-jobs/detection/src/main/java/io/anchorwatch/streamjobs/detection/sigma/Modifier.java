// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.TimePart;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may follow a field name after {@code |}. The long regex flags are pySigma's aliases.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, appendix on modifiers</a>
 */
enum Modifier {
    CONTAINS("contains"),
    STARTSWITH("startswith"),
    ENDSWITH("endswith"),
    ALL("all"),
    CASED("cased"),
    EXISTS("exists"),
    RE("re"),
    IGNORE_CASE("i", "ignorecase"),
    MULTILINE("m", "multiline"),
    DOT_ALL("s", "dotall"),
    CIDR("cidr"),
    LT("lt"),
    LTE("lte"),
    GT("gt"),
    GTE("gte"),
    NEQ("neq"),
    MINUTE("minute"),
    HOUR("hour"),
    DAY("day"),
    WEEK("week"),
    MONTH("month"),
    YEAR("year"),
    WINDASH("windash"),
    BASE64("base64"),
    BASE64OFFSET("base64offset"),
    UTF16LE("utf16le", "wide"),
    UTF16BE("utf16be"),
    UTF16("utf16"),
    FIELDREF("fieldref"),
    EXPAND("expand");

    private final String name;
    private final String alias;

    Modifier(String name) {
        this(name, name);
    }

    Modifier(String name, String alias) {
        this.name = name;
        this.alias = alias;
    }

    static Optional<Modifier> of(String text) {
        for (Modifier modifier : values()) {
            if (modifier.name.equals(text) || modifier.alias.equals(text)) {
                return Optional.of(modifier);
            }
        }
        return Optional.empty();
    }

    /** As it is written. */
    String written() {
        return name;
    }

    boolean isComparison() {
        return this == LT || this == LTE || this == GT || this == GTE;
    }

    /** The part of a timestamp it asks for, null for any other. */
    TimePart.@Nullable Part timePart() {
        return compareTo(MINUTE) < 0 || compareTo(YEAR) > 0
                ? null
                : TimePart.Part.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
