// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.RecordedLine;
import io.anchorwatch.ingest.recording.write.RecordedFileInfo;
import java.io.PrintWriter;
import java.util.Locale;

/** What a recording did: read = audit events + object changes + watch notices + others. */
final class RecordTally {

    private long audit;
    private long objects;
    private long notices;
    private long others;
    private long files;
    private long bytes;
    private long lost;

    void read(RecordedLine line) {
        switch (line.type()) {
            case EventTopics.AUDIT_TYPE -> audit++;
            case EventTopics.OBJECT_TYPE -> objects++;
            case EventTopics.WATCH_NOTICE_TYPE -> notices++;
            default -> others++;
        }
    }

    void completed(RecordedFileInfo file) {
        files++;
        bytes += file.bytes();
    }

    void lost(long offsets) {
        lost += offsets;
    }

    boolean hasLost() {
        return lost > 0;
    }

    void tell(PrintWriter err, long deleted) {
        err.printf(
                Locale.ROOT,
                "read       %,d records = %,d audit events + %,d object changes + %,d watch notices + %,d others%n",
                audit + objects + notices + others,
                audit,
                objects,
                notices,
                others);
        err.printf(Locale.ROOT, "completed  %,d files of %,d bytes%n", files, bytes);
        if (deleted > 0) {
            err.printf(Locale.ROOT, "deleted    %,d older files%n", deleted);
        }
        if (hasLost()) {
            err.printf(Locale.ROOT, "missing    %,d offsets that Kafka had deleted before%n", lost);
        }
        err.flush();
    }
}
