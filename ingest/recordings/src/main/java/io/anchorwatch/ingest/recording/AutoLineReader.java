// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.provider.Provider;
import io.anchorwatch.ingest.provider.ProviderLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a file as what its first usable line says it is. */
final class AutoLineReader implements LineReader {

    private final AuditLineReader audit;
    private final WatchLineReader watch;
    private final RecordedLineReader recorded;
    private final Function<Provider, LineReader> wrapped;
    private @Nullable LineReader decided;

    AutoLineReader(
            AuditLineReader audit,
            WatchLineReader watch,
            RecordedLineReader recorded,
            Function<Provider, LineReader> wrapped) {
        this.audit = audit;
        this.watch = watch;
        this.recorded = recorded;
        this.wrapped = wrapped;
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
        if (RecordedLine.parse(line) != null) {
            decided = recorded;
            return recorded.read(number, line);
        }
        Optional<Provider> provider = ProviderLog.guess(line);
        if (provider.isPresent()) {
            decided = wrapped.apply(provider.get());
            return decided.read(number, line);
        }
        List<ReplayItem> items = audit.read(number, line);
        if (items.stream().anyMatch(ReplayItem.Event.class::isInstance)) {
            decided = audit;
        }
        return items;
    }

    @Override
    public @Nullable LineReader fork() {
        return decided == null ? null : decided.fork();
    }
}
