// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;

/**
 * Which request an event belongs to: the same for all its stages, and not for the client to choose, since it holds the
 * API server's own receipt time beside what was asked, by whom and from where.
 */
final class RequestIdentity {

    private RequestIdentity() {}

    static String of(String cluster, AuditView event) {
        return new Digest()
                .add(cluster)
                .add(event.text(Envelope.AUDIT_ID))
                .add(event.text(Envelope.RECEIVED_AT))
                .add(event.text(Envelope.VERB))
                .add(event.text(Envelope.REQUEST_URI))
                .add(event.text(Envelope.USERNAME))
                .add(event.texts(Envelope.SOURCE_IPS).toString())
                .hex(32);
    }
}
