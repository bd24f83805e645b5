// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Optional;

/** What may follow a field name after {@code |}. Names are Sigma's; the long regex flags are pySigma's aliases. */
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
}
