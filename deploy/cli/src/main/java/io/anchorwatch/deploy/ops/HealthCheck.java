// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import java.util.Optional;

/** Whether a component does its work now. Called for each request of {@code /livez} or {@code /readyz}: be quick. */
@FunctionalInterface
public interface HealthCheck {

    /** Why not, in one line that tells an operator what to do; empty when it does. */
    Optional<String> problem();

    /** Whether the program can't do its work without the component; else its problem is only shown. */
    default boolean required() {
        return true;
    }

    /** The same check, whose problem is shown and keeps nothing from being ready. */
    static HealthCheck shown(HealthCheck check) {
        return new HealthCheck() {
            @Override
            public Optional<String> problem() {
                return check.problem();
            }

            @Override
            public boolean required() {
                return false;
            }
        };
    }
}
