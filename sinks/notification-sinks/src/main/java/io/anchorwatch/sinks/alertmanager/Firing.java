// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert as Alertmanager knows it: the same labels are the same alert.
 *
 * @param finding what it is about: a fingerprint, or the id of a message that only counts
 * @param labels few and of few values, but for the finding
 * @param annotations everything else
 * @param start since when
 * @param over whether it ends now
 * @param closes whether its rule tells the end of it, so that it is to be kept alive until then
 */
record Firing(
        String finding,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant start,
        boolean over,
        boolean closes) {

    Firing {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** The same, over now. */
    Firing ended() {
        return new Firing(finding, labels, annotations, start, true, closes);
    }

    /**
     * As it is posted.
     *
     * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">postableAlert</a>
     */
    ObjectNode json(Instant now, Instant otherwise) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        ObjectNode named = alert.putObject("labels");
        labels.forEach(named::put);
        ObjectNode told = alert.putObject("annotations");
        annotations.forEach(told::put);
        // An end before the start is refused, and an event may bear any time.
        Instant begun = start.isAfter(now) ? now : start;
        return alert.put("startsAt", WireTime.format(begun.isBefore(Instant.EPOCH) ? Instant.EPOCH : begun))
                .put("endsAt", WireTime.format(over ? now : otherwise));
    }
}
