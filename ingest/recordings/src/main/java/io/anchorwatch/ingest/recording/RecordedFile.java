// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.provider.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The items of one file in the order of its lines. */
final class RecordedFile implements AutoCloseable {

    private final Path path;
    private final ReplayOptions options;
    private final LineReader reader;
    private final InputStream in;
    private final TextLines lines;
    private final AtomicLong read;
    private final ArrayDeque<ReplayItem> ready = new ArrayDeque<>();

    RecordedFile(Path path, ReplayOptions options, AtomicLong read) throws IOException {
        this.path = path;
        this.options = options;
        this.reader = reader(path.toString(), options);
        this.read = read;
        this.in = InputFiles.open(path, read);
        this.lines = new TextLines(in, options.maxLineBytes());
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

    /** The next item, or null at the end. */
    @Nullable
    ReplayItem next() {
        while (ready.isEmpty()) {
            TextLines.Line line = lines.next();
            if (line == null) {
                return null;
            }
            line(line);
        }
        return ready.poll();
    }

    private void line(TextLines.Line line) {
        IOException broken = line.broken();
        if (broken != null) {
            bad(line, "the file is damaged after " + read.get() + " bytes: " + broken.getMessage());
        } else if (line.size() > line.bytes().length) {
            bad(line, "the line has " + line.size() + " bytes; at most " + options.maxLineBytes() + " are read");
        } else if (line.number() == 1 && List.of("{", "[").contains(text(line))) {
            document(line.bytes());
        } else if (!text(line).isEmpty()) {
            ready.addAll(reader.read(line.number(), line.bytes()));
        }
    }

    /** A document that was laid out over many lines counts as one. */
    private void document(byte[] first) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.broken() != null || out.size() + line.size() > options.maxLineBytes()) {
                bad(line, "the document is damaged or larger than " + options.maxLineBytes() + " bytes");
                return;
            }
            out.write('\n');
            out.writeBytes(line.bytes());
        }
        ready.addAll(reader.read(1, out.toByteArray()));
    }

    private void bad(TextLines.Line line, String reason) {
        // What it holds cannot be judged, so none of it is passed on.
        ready.add(new ReplayItem.BadLine(path.toString(), line.number(), reason, new byte[0]));
    }

    /** Only the beginning: enough to tell a blank line or a lone brace. */
    private static String text(TextLines.Line line) {
        return new String(line.bytes(), 0, Math.min(line.bytes().length, 16), StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
