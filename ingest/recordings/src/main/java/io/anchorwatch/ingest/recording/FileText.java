// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.provider.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file from its beginning to its end, and the items of as much of it as must be looked at in order. Used by
 * one thread after the other.
 */
final class FileText implements AutoCloseable {

    private final String file;
    private final ReplayOptions options;
    private final InputStream in;
    private final TextBlocks blocks;
    private final LineItems items;
    private long begin;
    private boolean ended;

    /** What {@code begin} stands before is not told; a line begins there. {@code read} counts bytes on disk. */
    FileText(Path path, ReplayOptions options, long begin, AtomicLong read) throws IOException {
        this.file = path.toString();
        this.options = options;
        this.begin = begin;
        AtomicLong own = new AtomicLong();
        this.in = InputFiles.open(path, read, own);
        this.blocks = new TextBlocks(in, options.maxLineBytes(), own);
        this.items = new LineItems(file, options.maxLineBytes(), reader(file, options), true);
    }

    private static LineReader reader(String file, ReplayOptions options) {
        return switch (options.format()) {
            case AUDIT -> new AuditLineReader(file, options);
            case WATCH -> new WatchLineReader(file, options);
            case RECORDED -> new RecordedLineReader(file, options);
            case EKS -> new ProviderLineReader(Provider.EKS, file, options);
            case GKE -> new ProviderLineReader(Provider.GKE, file, options);
            case AKS -> new ProviderLineReader(Provider.AKS, file, options);
            case OPENSHIFT -> new ProviderLineReader(Provider.OPENSHIFT, file, options);
            case AUTO ->
                new AutoLineReader(
                        new AuditLineReader(file, options),
                        new WatchLineReader(file, options),
                        new RecordedLineReader(file, options),
                        provider -> new ProviderLineReader(provider, file, options));
        };
    }

    /** A part of the file; all in it is final when it is a {@link Items}. */
    sealed interface Part {
        /** Where it begins in the text. */
        long offset();
    }

    /** Lines that any thread may read. */
    record Lines(TextBlocks.Block block, LineReader reader) implements Part {
        @Override
        public long offset() {
            return block.offset();
        }
    }

    /**
     * Lines that have been read.
     *
     * @param lines how many
     * @param numbered whether the items count lines from the beginning of the file, not of this part
     */
    record Items(long offset, List<ReplayItem> items, long lines, boolean numbered) implements Part {}

    /** The next part, of about that many bytes, or null at the end. */
    @Nullable
    Part next(int size) throws IOException {
        while (!ended) {
            @Nullable LineReader fork = items.fork();
            if (fork != null && begin > 0) {
                blocks.skipTo(begin);
            }
            TextBlocks.@Nullable Block block = blocks.next(size, begin);
            if (block != null && fork != null) {
                return new Lines(block, fork);
            }
            long before = items.lines();
            ended = block == null;
            List<ReplayItem> found = block == null ? items.end() : items.take(block);
            long offset = block == null ? Long.MAX_VALUE : block.offset();
            if (offset >= begin && !(ended && found.isEmpty())) {
                return new Items(offset, found, items.lines() - before, true);
            }
        }
        return null;
    }

    /** Reads lines that may be read on any thread. */
    Items read(Lines lines) {
        LineItems here = new LineItems(file, options.maxLineBytes(), lines.reader(), false);
        List<ReplayItem> found = here.take(lines.block());
        return new Items(lines.offset(), found, here.lines(), false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
