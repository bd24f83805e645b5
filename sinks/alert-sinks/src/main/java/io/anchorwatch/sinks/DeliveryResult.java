// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.time.Duration;

/** What became of one alert at a sink. */
public sealed interface DeliveryResult {

    /** The target has it. */
    record Delivered() implements DeliveryResult {}

    /** Not now. {@code after} is the least time to wait, zero when the target named none. */
    record Retry(Duration after, String reason) implements DeliveryResult {}

    /** Never: trying again would fail the same way. Goes to the dead letters. */
    record Rejected(String reason) implements DeliveryResult {}
}
