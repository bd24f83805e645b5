// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.config;

import java.time.Duration;

/**
 * How long the watch loops wait for what.
 *
 * @param silence longest time without an event or bookmark before a watch is taken for dead
 * @param relist time between two consistent listings that check the watch; jittered by a tenth
 * @param watchTimeout how long the API server is asked to keep a watch open; jittered by half
 * @param rediscovery time between two looks at what the cluster serves
 * @param firstBackoff upper bound of the first wait after an error; each next one is twice that
 * @param lastBackoff upper bound of all waits
 */
public record WatchTimes(
        Duration silence,
        Duration relist,
        Duration watchTimeout,
        Duration rediscovery,
        Duration firstBackoff,
        Duration lastBackoff) {

    /** 150 s of silence, as bookmarks come every 60 s; checks every 30 min; waits of up to 1 s, growing to 30 s. */
    public static final WatchTimes DEFAULT = new WatchTimes(
            Duration.ofSeconds(150),
            Duration.ofMinutes(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    /** The same with other times between checks. */
    public WatchTimes relisting(Duration every) {
        return new WatchTimes(silence, every, watchTimeout, rediscovery, firstBackoff, lastBackoff);
    }
}
