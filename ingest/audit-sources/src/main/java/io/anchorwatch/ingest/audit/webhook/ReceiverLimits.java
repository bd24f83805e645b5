// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.time.Duration;

/**
 * What a caller may cost.
 *
 * @param maxBodyBytes largest body as sent, compressed or not
 * @param maxInflatedBytes largest body after decompression
 * @param maxInflation largest ratio of the two, judged once 8 MiB are inflated
 * @param maxItems most events in one batch
 * @param maxRequests most requests at a time
 * @param maxBytesInFlight most inflated bytes of all requests at a time
 * @param readTimeout how long a body may take to arrive
 */
public record ReceiverLimits(
        int maxBodyBytes,
        int maxInflatedBytes,
        int maxInflation,
        int maxItems,
        int maxRequests,
        int maxBytesInFlight,
        Duration readTimeout) {

    /** Twice and more what an API server sends with its largest settings. */
    public static final ReceiverLimits DEFAULT =
            new ReceiverLimits(48 << 20, 64 << 20, 100, 10_000, 32, 128 << 20, Duration.ofSeconds(10));
}
