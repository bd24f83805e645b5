// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were recorded from the topics of events. A line's cluster is the one that it names, unless one is given.
 * What an event says of itself counts, not what the line says of it: its id is told from its content again.
 */
final class RecordedLineReader implements LineReader {

    private static final byte[] NOTHING = {};

    private final String file;
    private final ReplayOptions options;
    private final AuditEventCodec audit;
    private final ObjectChangeCodec objects;

    RecordedLineReader(String file, ReplayOptions options) {
        this.file = file;
        this.options = options;
        this.audit = new AuditEventCodec(options.limits());
        this.objects = new ObjectChangeCodec(options.limits());
    }

    @Override
    public List<ReplayItem> read(long number, byte[] line) {
        @Nullable RecordedLine recorded = RecordedLine.parse(line);
        if (recorded == null) {
            // What it holds cannot be judged, so none of it is passed on.
            return List.of(new ReplayItem.BadLine(file, number, "not a line of a recording", NOTHING));
        }
        byte @Nullable [] data = recorded.data();
        if (data == null || recorded.type().equals(RecordedLine.UNREADABLE)) {
            String why = data == null ? "had no value" : "named no cluster";
            return List.of(new ReplayItem.BadLine(file, number, "the recorded record " + why, NOTHING));
        }
        return List.of(item(number, recorded, data));
    }

    /** A line means the same alone. */
    @Override
    public LineReader fork() {
        return this;
    }

    private ReplayItem item(long number, RecordedLine recorded, byte[] data) {
        String cluster = options.named() ? options.cluster() : recorded.source();
        if (recorded.type().equals(EventTopics.WATCH_NOTICE_TYPE)) {
            return WatchNoticeCodec.decode(cluster, data)
                    .<ReplayItem>map(RecordedLineReader::event)
                    .orElseGet(() -> bad(number, "not a watch notice", NOTHING));
        }
        if (recorded.type().equals(EventTopics.OBJECT_TYPE) || recorded.topic().equals(EventTopics.OBJECTS)) {
            ObjectResult result = objects.decode(cluster, data);
            return result instanceof ObjectResult.Decoded decoded
                    ? event(decoded.change())
                    : bad(number, ((ObjectResult.Malformed) result).reason(), ((ObjectResult.Malformed) result).safe());
        }
        return audit.decode(cluster, data)
                .fold(
                        decoded -> event(decoded.event()),
                        malformed -> bad(number, malformed.reason(), malformed.safe()));
    }

    private static ReplayItem event(ClusterEvent event) {
        return new ReplayItem.Event(event, false);
    }

    private ReplayItem bad(long number, String reason, byte[] safe) {
        return new ReplayItem.BadLine(file, number, "the recorded record is no event: " + reason, safe);
    }
}
