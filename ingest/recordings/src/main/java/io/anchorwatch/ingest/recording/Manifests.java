// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectChangeCodec.Sighting;
import io.anchorwatch.ingest.event.ObjectHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Objects in files as a baseline: manifests, and what {@code kubectl get -o json} or {@code -o yaml} prints. JSON or
 * YAML, several documents a file, plain, {@code .gz} or {@code .zst}; Lists are taken apart. Files of up to 256 MiB.
 * The resource's name is guessed from the kind.
 */
public final class Manifests {

    private static final int MAX_BYTES = 256 << 20;

    private final String cluster;
    private final Instant time;
    private final ObjectChangeCodec codec;

    /**
     * @param cluster whose objects they are
     * @param time when they were seen
     */
    public Manifests(String cluster, Instant time, EventLimits limits) {
        this.cluster = cluster;
        this.time = time;
        this.codec = new ObjectChangeCodec(limits);
    }

    /**
     * Reads files, and of directories all {@code .json}, {@code .yaml} and {@code .yml} files below.
     *
     * @param out takes an {@link ReplayItem.Event} with an ADDED {@code ObjectChange} of origin {@code list} for each
     *     object, and a {@link ReplayItem.BadLine} for what is none; its line is the document's number in its file
     * @throws IOException when one does not exist or cannot be read, with its name
     */
    public void read(List<Path> inputs, Consumer<ReplayItem> out) throws IOException {
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                List<Path> files;
                try (Stream<Path> below = Files.walk(input)) {
                    files = below.filter(Manifests::isManifest).sorted().toList();
                }
                for (Path file : files) {
                    file(file, out);
                }
            } else {
                file(input, out);
            }
        }
    }

    private void file(Path file, Consumer<ReplayItem> out) throws IOException {
        byte[] text;
        try (var in = InputFiles.open(file, new AtomicLong())) {
            text = in.readNBytes(MAX_BYTES + 1);
        }
        if (text.length > MAX_BYTES) {
            out.accept(new ReplayItem.BadLine(
                    file.toString(), 1, "the file is larger than " + MAX_BYTES + " bytes", new byte[0]));
            return;
        }
        Documents.of(
                text,
                (number, document) -> document(file, number, document, out),
                (number, reason) -> out.accept(new ReplayItem.BadLine(file.toString(), number, reason, new byte[0])));
    }

    private void document(Path file, int number, byte[] json, Consumer<ReplayItem> out) {
        ReplayOutput items = new ReplayOutput(file.toString(), number, cluster, codec);
        try {
            ListText list = ListText.of(json);
            if (list.header().kind().endsWith("List") && list.header().name().isEmpty()) {
                for (byte[] item : list.items()) {
                    object(item, items);
                }
            } else {
                object(json, items);
            }
        } catch (IOException e) {
            items.bad("the document is no object, or a list of something else", new byte[0]);
        }
        items.items().forEach(out);
    }

    private void object(byte[] json, ReplayOutput out) throws IOException {
        ObjectHeader header = ObjectHeader.of(json);
        if (header.kind().isEmpty() || header.apiVersion().isEmpty()) {
            out.bad("the object has no kind or no apiVersion", new byte[0]);
            return;
        }
        out.change(
                new Sighting(cluster, ObjectChange.Type.ADDED, Origin.LIST, ResourceNames.of(header), time, time),
                json);
    }

    private static boolean isManifest(Path path) {
        String name = String.valueOf(path.getFileName());
        return Files.isRegularFile(path) && name.matches("[^.].*\\.(json|ya?ml)(\\.(gz|zst))?");
    }
}
