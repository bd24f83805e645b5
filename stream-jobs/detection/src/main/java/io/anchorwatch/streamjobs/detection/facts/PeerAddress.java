// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.List;

/**
 * Which of {@code sourceIPs} to believe: the last is the peer that the API server saw itself, the others come from
 * headers that the client may write.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">apiserver-audit.v1, sourceIPs</a>
 */
final class PeerAddress {

    private PeerAddress() {}

    /** The trusted address, empty when the event has none. */
    static String trusted(AuditView event) {
        return event.lastText(Envelope.SOURCE_IPS);
    }

    /** The claimed ones, in their order. */
    static List<String> claimed(AuditView event) {
        if (!(event.value(Envelope.SOURCE_IPS) instanceof List<?> all) || all.size() < 2) {
            return List.of();
        }
        List<String> sourceIps = event.texts(Envelope.SOURCE_IPS);
        return sourceIps.isEmpty() ? List.of() : sourceIps.subList(0, sourceIps.size() - 1);
    }
}
