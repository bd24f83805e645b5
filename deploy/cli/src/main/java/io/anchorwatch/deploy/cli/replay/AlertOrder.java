// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts alerts in the order of (time, id, revision), of what was told again with more to tell the last, of an episode all.
 * Takes as much memory as it is given and the rest on disk: sorted by who they are first, then by their order.
 */
final class AlertOrder {

    private static final int SEQUENCE = Long.BYTES;

    /** Before an alert's place in the order: revision, size of the evidence, length of the place. */
    private static final int HEAD = 3 * Integer.BYTES;

    /** Of two tellings of one revision the choice must not be the engine's, which gives them in any order. */
    private static final Comparator<byte[]> TELLS_MORE = Comparator.comparingInt((byte[] told) -> number(told, 0))
            .thenComparingInt(told -> number(told, Integer.BYTES))
            .thenComparing(Arrays::compareUnsigned);

    private final AlertCodec codec = new AlertCodec();
    private final SortedRuns told;
    private final SortedRuns last;
    private long sequence;
    private long printed;

    /**
     * @param folder for files
     * @param memoryBytes how much is kept out of them
     * @param keep whether a process that comes later may want the files that {@link #write} names
     */
    AlertOrder(Path folder, long memoryBytes, boolean keep) {
        told = new SortedRuns(folder, "alerts", memoryBytes, keep);
        last = new SortedRuns(folder, "ordered", memoryBytes, false);
    }

    /** A sixteenth of the memory, 8 to 128 MiB. */
    static long memoryBytes() {
        return Math.max(8L << 20, Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    void add(Alert alert) throws IOException {
        boolean episode = !alert.correlation().equals(Alert.Correlation.NONE);
        byte[] identity = (episode ? alert.deliveryId() : alert.id()).getBytes(UTF_8);
        byte[] id = alert.id().getBytes(UTF_8);
        byte[] json = codec.encode(alert);
        int revision = alert.episode().revision();
        Instant time = alert.time();
        int order = Long.BYTES + Integer.BYTES + id.length + 1 + Integer.BYTES;
        ByteBuffer value = ByteBuffer.allocate(HEAD + order + json.length)
                .putInt(revision)
                .putInt(alert.evidence().size())
                .putInt(order)
                .putLong(time.getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(time.getNano())
                .put(id)
                .put((byte) 0)
                .putInt(revision ^ Integer.MIN_VALUE)
                .put(json);
        told.add(sequenced(identity, sequence++), value.array());
    }

    private static byte[] sequenced(byte[] bytes, long sequence) {
        return ByteBuffer.allocate(bytes.length + 1 + SEQUENCE)
                .put(bytes)
                .put((byte) 0)
                .putLong(sequence)
                .array();
    }

    /** Gives out the JSON of each alert in order; nothing can be added any more. Returns how many there are. */
    long forEach(Consumer<byte[]> json) throws IOException {
        LastTold group = new LastTold();
        told.forEach(group::take);
        group.end();
        told.discard();
        last.forEach(item -> {
            printed++;
            json.accept(item.value());
        });
        last.discard();
        return printed;
    }

    /** Of the tellings of one alert, which come in the order they were told in, keeps the one that counts. */
    private final class LastTold {
        private byte[] identity = {};
        private byte[] first = {};
        private byte @Nullable [] best;

        void take(SortedRuns.Item item) throws IOException {
            byte[] key = item.key();
            boolean same = best != null && Arrays.equals(identity, 0, identity.length, key, 0, key.length - SEQUENCE);
            if (!same) {
                end();
                identity = Arrays.copyOf(key, key.length - SEQUENCE);
                first = key;
            }
            best = best == null || TELLS_MORE.compare(best, item.value()) < 0 ? item.value() : best;
        }

        void end() throws IOException {
            if (best != null) {
                int json = HEAD + number(best, 2 * Integer.BYTES);
                byte[] order = Arrays.copyOfRange(best, HEAD, json);
                long place = ByteBuffer.wrap(first).getLong(first.length - SEQUENCE);
                last.add(sequenced(order, place), Arrays.copyOfRange(best, json, best.length));
            }
            best = null;
        }
    }

    private static int number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    /** The files that hold what memory does not. */
    List<String> files() {
        return told.files();
    }

    /** Puts all on disk and writes where it lies. */
    void write(DataOutputStream out) throws IOException {
        List<String> files = told.flush();
        out.writeLong(sequence);
        out.writeInt(files.size());
        for (String file : files) {
            out.writeUTF(file);
        }
    }

    /** Goes on with what {@link #write} left in the same folder. */
    void read(DataInputStream in) throws IOException {
        sequence = in.readLong();
        List<String> files = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.add(in.readUTF());
        }
        told.resume(files);
    }

    /** What was written down is on disk: files that it does not name may go. */
    void tidy() throws IOException {
        told.tidy();
    }
}
