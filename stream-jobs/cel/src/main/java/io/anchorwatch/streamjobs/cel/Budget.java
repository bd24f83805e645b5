// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

/**
 * What one event may cost in one policy, in units of about one evaluated node, as an API server bounds it.
 *
 * <p>Not thread-safe: made for one event.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints">Resource constraints</a>
 */
public final class Budget {

    /** An API server's bound on one expression. */
    public static final long PER_EXPRESSION = 1_000_000;

    /** An API server's bound on all expressions of a policy for one request. */
    public static final long PER_POLICY = 10_000_000;

    private long policyLeft = PER_POLICY;
    private long expressionLeft;

    /** Takes {@code units}, at least 0. Throws {@link BudgetExceeded} when there are no more. */
    void charge(long units) {
        expressionLeft -= units;
        policyLeft -= units;
        if (expressionLeft < 0 || policyLeft < 0) {
            throw new BudgetExceeded();
        }
    }

    /** Begins an expression, maybe amid another; returns what {@link #leave} takes. */
    long enter() {
        long outer = expressionLeft;
        expressionLeft = PER_EXPRESSION;
        return outer;
    }

    void leave(long outer) {
        expressionLeft = outer;
    }
}
