// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import java.nio.charset.StandardCharsets;

/** Ids of events in files that hold them as the API server wrote them. */
final class EventIds {

    private static final AuditEventCodec CODEC = new AuditEventCodec(EventLimits.DEFAULT);

    private EventIds() {}

    /** The id that the event has once it is read into the stream; empty when it is no audit event. */
    static String of(String json) {
        DecodeResult result = CODEC.decode("any", json.getBytes(StandardCharsets.UTF_8));
        return result instanceof DecodeResult.Decoded decoded
                ? decoded.event().id().value()
                : "";
    }
}
