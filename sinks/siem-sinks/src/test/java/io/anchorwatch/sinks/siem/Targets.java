// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Targets on the loopback interface. */
public final class Targets {

    public static final SinkSurroundings AROUND =
            new SinkSurroundings(InstantSource.system(), new StringBuilder(), Map.of());

    private Targets() {}

    /** Plain HTTP; two seconds for an answer. */
    public static HttpTarget loopback(URI url) {
        return new HttpTarget(
                url, true, List.of(), List.of("127.0.0.0/8"), Map.of(), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
