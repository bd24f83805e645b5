// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.sinks.format.HostileCorpus;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/** The hostile corpus with an id for each alert, {@code h-0} and on. */
public final class Hostile {

    private Hostile() {}

    /** One alert a text, which stands in every field. */
    public static List<Alert> everywhere() {
        List<Alert> alerts = new ArrayList<>();
        for (Alert alert : HostileCorpus.everywhere()) {
            alerts.add(Altered.from(alert).id("h-" + alerts.size()).toldOnce().alert());
        }
        return alerts;
    }
}
