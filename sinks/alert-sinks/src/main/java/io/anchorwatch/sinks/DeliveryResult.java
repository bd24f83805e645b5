// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** What became of one alert at a sink. Reasons are one line for an operator and hold no text of the event or the target. */
public sealed interface DeliveryResult {

    /** The target has it, now or from an earlier try. */
    record Delivered() implements DeliveryResult {}

    /** Not now. {@code after} is the least time to wait, zero when the target named none. */
    record Retry(Duration after, String reason) implements DeliveryResult {}

    /** Never: trying again would fail the same way. Goes to the dead letters. */
    record Rejected(String reason) implements DeliveryResult {}

    /** The target has it. */
    static DeliveryResult delivered() {
        return new Delivered();
    }

    /** Not now, and the target named no time. */
    static DeliveryResult retry(String reason) {
        return new Retry(Duration.ZERO, reason);
    }

    /** The same answer for every alert of a batch. */
    static List<DeliveryResult> all(List<?> batch, DeliveryResult result) {
        return Collections.nCopies(batch.size(), result);
    }
}
