// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Makes the one record that a line ends in. */
final class LineRecords {

    private static final int MAX_KEY_BYTES = 1 << 19;

    private final String cluster;
    private final String source;
    private final AuditEventCodec codec;
    private final InstantSource clock;

    LineRecords(TailOptions options, InstantSource clock) {
        this.cluster = options.cluster();
        this.source = options.source();
        this.codec = new AuditEventCodec(options.limits());
        this.clock = clock;
    }

    EventRecord of(String file, LogLine line) {
        if (line.cut()) {
            return deadLetter(
                    file, line, "the line has " + line.size() + " bytes; " + line.bytes().length + " are read");
        }
        DecodeResult result = codec.decode(cluster, line.bytes());
        if (result instanceof DecodeResult.Malformed malformed) {
            return EventRecord.deadLetter(cluster, origin(file, line), malformed, clock.instant());
        }
        EventRecord record = EventRecord.of((DecodeResult.Decoded) result, clock.instant());
        // Kafka would refuse it for ever, and all that comes after it would wait.
        boolean fits = record.key().length() <= MAX_KEY_BYTES;
        return fits ? record : deadLetter(file, line, "auditID has more than " + MAX_KEY_BYTES + " characters");
    }

    static boolean isDeadLetter(EventRecord record) {
        return record.topic().equals(EventTopics.DEAD_LETTERS);
    }

    private EventRecord deadLetter(String file, LogLine line, String reason) {
        byte[] note = ("[" + line.size() + " bytes withheld]").getBytes(StandardCharsets.UTF_8);
        DecodeResult.Malformed malformed = new DecodeResult.Malformed(reason, note);
        return EventRecord.deadLetter(cluster, origin(file, line), malformed, clock.instant());
    }

    private String origin(String file, LogLine line) {
        return source + "/" + file + ":" + line.number();
    }
}
