// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

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
            alerts.add(withId(alert, "h-" + alerts.size()));
        }
        return alerts;
    }

    private static Alert withId(Alert alert, String id) {
        Alert.Episode episode = alert.episode();
        return new Alert(
                id,
                alert.fingerprint(),
                alert.rule(),
                alert.severity(),
                alert.riskScore(),
                alert.message(),
                alert.time(),
                alert.cluster(),
                alert.actor(),
                alert.client(),
                alert.verb(),
                alert.target(),
                alert.outcome(),
                alert.changes(),
                alert.evidence(),
                new Alert.Episode(
                        episode.count(),
                        episode.firstSeen(),
                        episode.lastSeen(),
                        episode.state(),
                        0,
                        episode.supersedes()),
                alert.correlation());
    }
}
