// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import java.util.Optional;

/** Whether a component does its work now. Called for each request of {@code /livez} or {@code /readyz}: be quick. */
@FunctionalInterface
public interface HealthCheck {

    /** Why not, in one line that tells an operator what to do; empty when it does. */
    Optional<String> problem();
}
