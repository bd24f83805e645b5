// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.state;

import java.time.Instant;

/**
 * How far a resource's changes were published.
 *
 * @param version resource version to watch from
 * @param seen when the server last gave a sign of life that was published
 * @param listed when all was last compared with a listing
 */
public record Position(String version, Instant seen, Instant listed) {

    /** The same, further on. */
    public Position at(String newVersion, Instant now) {
        return new Position(newVersion, now, listed);
    }
}
