// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.time.InstantSource;
import java.util.Map;

/**
 * What the process lends its sinks.
 *
 * @param clock the time
 * @param console where a console sink writes
 * @param kafka settings of a client of the cluster that alerts are read from
 */
public record SinkSurroundings(InstantSource clock, Appendable console, Map<String, String> kafka) {

    public SinkSurroundings {
        kafka = Map.copyOf(kafka);
    }
}
