// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what one line of a watch recording, or one document, gives. */
final class ReplayOutput {

    private final String file;
    private final long line;
    private final String cluster;
    private final ObjectChangeCodec codec;
    private final List<ReplayItem> items = new ArrayList<>();

    ReplayOutput(String file, long line, String cluster, ObjectChangeCodec codec) {
        this.file = file;
        this.line = line;
        this.cluster = cluster;
        this.codec = codec;
    }

    String cluster() {
        return cluster;
    }

    void change(ObjectChangeCodec.Sighting seen, byte[] object) {
        ObjectResult result = codec.encode(seen, object);
        if (result instanceof ObjectResult.Decoded decoded) {
            items.add(new ReplayItem.Event(decoded.change(), false));
        } else if (result instanceof ObjectResult.Malformed malformed) {
            bad(malformed.reason(), malformed.safe());
        }
    }

    void notice(WatchNotice.Kind kind, String resource, Instant time, WatchNoticeCodec.Details details) {
        items.add(new ReplayItem.Event(WatchNoticeCodec.of(cluster, kind, resource, time, details), false));
    }

    void bad(String reason, byte[] safe) {
        items.add(new ReplayItem.BadLine(file, line, reason, safe));
    }

    List<ReplayItem> items() {
        return items;
    }
}
