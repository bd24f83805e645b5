// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** As many events as a measurement needs: the recorded ones over and over, each time as requests of their own. */
final class RepeatedEvents {

    private static final String CLUSTER = "bench";

    private final List<AuditEvent> recorded;
    private final AuditEventCodec codec;

    RepeatedEvents(List<byte[]> lines) {
        codec = new AuditEventCodec(EventLimits.DEFAULT);
        recorded = lines.stream().map(this::decode).toList();
    }

    /** The event at that place of the endless row. */
    AuditEvent at(long index) {
        AuditEvent event = recorded.get((int) (index % recorded.size()));
        String id = '"' + event.auditId() + '"';
        String own = '"' + event.auditId() + "-" + index / recorded.size() + '"';
        String json = new String(event.json(), StandardCharsets.UTF_8).replace(id, own);
        return decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private AuditEvent decode(byte[] json) {
        if (codec.decode(CLUSTER, json) instanceof DecodeResult.Decoded decoded) {
            return decoded.event();
        }
        throw CliException.usage("the file holds a line that is no audit event", "name a file of audit events");
    }
}
