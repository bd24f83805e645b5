// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static io.anchorwatch.sinks.TestAlerts.alert;

import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import java.util.Collections;
import java.util.List;

/** An alert larger than any request that a target takes. */
public final class Oversize {

    private static final String LONG = "ä\"\\".repeat(100_000);

    private Oversize() {}

    /** Its texts are some megabytes. */
    public static Alert alertOf(String id) {
        return Altered.from(alert(id))
                .message(LONG)
                .actor(new Actor(LONG, "human", List.of(LONG), ""))
                .changes(Collections.nCopies(10, new Change("spec", LONG, LONG)))
                .alert();
    }
}
