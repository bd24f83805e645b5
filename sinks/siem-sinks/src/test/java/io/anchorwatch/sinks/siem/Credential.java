// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Secret;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What a sink shows to its target, and what the target wants to see: they differ between expiry and renewal. */
public final class Credential {

    private static final String RENEWED = "renewed-credential";

    private final AtomicReference<String> shown;
    private final UnaryOperator<String> form;
    private final UnaryOperator<String> wanted;

    /** One that is shown as it is wanted. */
    public Credential(String first) {
        this(first, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * One of another form on each side.
     *
     * @param form what an operator hands over
     * @param wanted what {@code Faults.credentials} is told
     */
    public Credential(String first, UnaryOperator<String> form, UnaryOperator<String> wanted) {
        shown = new AtomicReference<>(form.apply(first));
        this.form = form;
        this.wanted = wanted;
    }

    /** As a sink reads it: anew at each use. */
    public Secret secret() {
        return Secret.current(shown::get);
    }

    /** What the target wants from now on. */
    public String next() {
        return wanted.apply(RENEWED);
    }

    /** The operator acts. */
    public void renew() {
        shown.set(form.apply(RENEWED));
    }

    /** The operator hands over something else. */
    public void show(String value) {
        shown.set(form.apply(value));
    }
}
