// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import java.util.ArrayList;
import java.util.List;

/** Audit events, EventLists and envelopes of such. */
final class AuditLineReader implements LineReader {

    private final String file;
    private final String cluster;
    private final AuditEventCodec codec;

    AuditLineReader(String file, ReplayOptions options) {
        this.file = file;
        this.cluster = options.cluster();
        this.codec = new AuditEventCodec(options.limits());
    }

    @Override
    public List<ReplayItem> read(long number, byte[] line) {
        DecodeResult result = codec.decode(cluster, line);
        if (result instanceof DecodeResult.Decoded decoded) {
            return List.of(new ReplayItem.Event(decoded.event(), false));
        }
        List<byte[]> items = EventLists.items(line);
        if (items.isEmpty()) {
            DecodeResult.Malformed malformed = (DecodeResult.Malformed) result;
            return List.of(new ReplayItem.BadLine(file, number, malformed.reason(), malformed.safe()));
        }
        List<ReplayItem> out = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String where = "item " + i + ": ";
            out.add(codec.decode(cluster, items.get(i))
                    .fold(
                            decoded -> new ReplayItem.Event(decoded.event(), false),
                            bad -> new ReplayItem.BadLine(file, number, where + bad.reason(), bad.safe())));
        }
        return out;
    }

    @Override
    public LineReader fork() {
        return this;
    }
}
