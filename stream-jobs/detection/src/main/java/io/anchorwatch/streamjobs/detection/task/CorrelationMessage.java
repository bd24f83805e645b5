// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.HitCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What tasks tell those that correlate. On the wire: a byte for the kind, then a hit, or for a time level (1 byte, 0 for
 * detection), partition (4), microseconds (8), all big-endian, and the cluster in UTF-8.
 */
public sealed interface CorrelationMessage {

    /** A hit. */
    record Found(Hit hit) implements CorrelationMessage {}

    /**
     * A source has come to a time with a cluster; {@link Long#MAX_VALUE} when it has nothing more.
     *
     * @param level 0 for detection, else the level that was settled
     * @param partition of the topic that the source reads
     * @param cluster empty for all that the source has not met
     */
    record Progress(int level, int partition, String cluster, long timeMicros) implements CorrelationMessage {}

    byte FOUND = 1;
    byte PROGRESS = 2;
    int HEAD = 2 + Integer.BYTES + Long.BYTES;

    /** For the wire. */
    static byte[] encode(CorrelationMessage message) {
        if (message instanceof Found found) {
            byte[] hit = HitCodec.encode(found.hit());
            return ByteBuffer.allocate(1 + hit.length).put(FOUND).put(hit).array();
        }
        Progress progress = (Progress) message;
        byte[] cluster = progress.cluster().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + cluster.length)
                .put(PROGRESS)
                .put((byte) progress.level())
                .putInt(progress.partition())
                .putLong(progress.timeMicros())
                .put(cluster)
                .array();
    }

    /** Throws IllegalArgumentException for a kind that a later version made. */
    static CorrelationMessage decode(byte[] bytes) {
        if (bytes.length < HEAD) {
            throw new IllegalArgumentException("a message of " + bytes.length + " bytes");
        }
        if (bytes[0] == FOUND) {
            return new Found(HitCodec.decode(Arrays.copyOfRange(bytes, 1, bytes.length)));
        }
        if (bytes[0] == PROGRESS) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
            int level = buffer.get();
            int partition = buffer.getInt();
            long timeMicros = buffer.getLong();
            String cluster = new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8);
            return new Progress(level, partition, cluster, timeMicros);
        }
        throw new IllegalArgumentException("a message of kind " + bytes[0] + ", made by a later version");
    }
}
