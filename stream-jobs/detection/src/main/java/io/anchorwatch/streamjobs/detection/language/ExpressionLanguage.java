// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.language;

import io.anchorwatch.streamjobs.detection.expr.EventPredicate;

/** A language for a single item of a Sigma selection, written {@code '|name': expression}. Stateless. */
public interface ExpressionLanguage {

    /** The modifier that stands for it, such as {@code cel}. */
    String name();

    /**
     * Compiles an expression over the whole event.
     *
     * @throws ExpressionSyntaxException when it can't be compiled or can't be evaluated here
     */
    EventPredicate compile(String text) throws ExpressionSyntaxException;
}
