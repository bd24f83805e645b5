// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

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
    static String trusted(List<String> sourceIps) {
        return sourceIps.isEmpty() ? "" : sourceIps.get(sourceIps.size() - 1);
    }

    /** The claimed ones, in their order. */
    static List<String> claimed(List<String> sourceIps) {
        return sourceIps.isEmpty() ? List.of() : sourceIps.subList(0, sourceIps.size() - 1);
    }
}
