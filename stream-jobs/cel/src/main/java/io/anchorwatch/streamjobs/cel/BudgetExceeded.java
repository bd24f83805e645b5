// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

/**
 * Stops an evaluation that costs too much. An {@link Error}, as CEL's operators absorb exceptions: {@code x || true} is
 * true whatever {@code x} throws, and the rest would go on.
 */
final class BudgetExceeded extends Error {

    private static final long serialVersionUID = 1;

    BudgetExceeded() {
        super("cost limit exceeded", null, false, false);
    }
}
