// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A test of one field value; values as described at {@link io.anchorwatch.streamjobs.detection.value.Values}. */
public sealed interface ValueTest
        permits TextEquals,
                TextAffix,
                TextGlob,
                TextRegex,
                TextOrder,
                ShellGlob,
                PathPrefix,
                InNetwork,
                NumberCompare,
                TimePart,
                IsNull,
                Exists,
                SameAsField,
                Every,
                ExactlyOne,
                Differs {

    /** Whether {@code value}, as a whole, passes. */
    boolean accepts(Object value);

    /**
     * The folded texts one of which a passing value must equal, {@code ""} standing for an absent field too; null when
     * the test says no such thing. Lets an index skip the rule.
     */
    default @Nullable Set<String> onlyTexts() {
        return null;
    }
}
