// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file as what its first usable line says it is. */
final class AutoLineReader implements LineReader {

    private final AuditLineReader audit;
    private final WatchLineReader watch;
    private @Nullable LineReader decided;

    AutoLineReader(AuditLineReader audit, WatchLineReader watch) {
        this.audit = audit;
        this.watch = watch;
    }

    @Override
    public List<ReplayItem> read(long number, byte[] line) {
        if (decided != null) {
            return decided.read(number, line);
        }
        if (WatchLine.parse(line) != null) {
            decided = watch;
            return watch.read(number, line);
        }
        List<ReplayItem> items = audit.read(number, line);
        if (items.stream().anyMatch(ReplayItem.Event.class::isInstance)) {
            decided = audit;
        }
        return items;
    }
}
