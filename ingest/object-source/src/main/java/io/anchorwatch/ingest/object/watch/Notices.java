// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.time.Instant;
import java.util.List;

/** Tells at once what no batch of changes carries. */
final class Notices {

    private final WatchContext context;
    private final PatientPublisher publisher;

    Notices(WatchContext context, PatientPublisher publisher) {
        this.context = context;
        this.publisher = publisher;
    }

    /**
     * On return it is published.
     *
     * @param about a resource; empty for the cluster
     * @param detail why, for people
     */
    void tell(WatchNotice.Kind kind, String about, String detail) throws InterruptedException {
        Instant now = context.clock().instant();
        publisher.publish(List.of(EventRecord.of(WatchNoticeCodec.of(
                context.cluster(), kind, about, now, new WatchNoticeCodec.Details(now, "", "", 0, detail)))));
    }
}
