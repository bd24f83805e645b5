// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys in a {@link SortedStore}: a letter for the kind, then what it is ordered by. Times are biased so that unsigned
 * order is that of time.
 */
final class StoreKeys {

    static final byte PENDING = 'b';
    static final byte PENDING_BY_GROUP = 'p';
    static final byte TIMER = 't';
    private static final byte GROUP = 'g';
    static final byte SOURCE = 's';
    private static final byte SINCE = 'r';
    private static final byte SETTLED = 'w';

    /** Hex digits of a group's key. */
    static final int GROUP_LENGTH = 32;

    /** Hex digits of a cluster's digest. */
    private static final int CLUSTER_LENGTH = 16;

    private static final int TIME_AT = 2 + CLUSTER_LENGTH;

    /** Kinds that are read by range. */
    static final String RANGED =
            new String(new byte[] {PENDING, PENDING_BY_GROUP, TIMER, SOURCE}, StandardCharsets.US_ASCII);

    private StoreKeys() {}

    /** The key of a group: its values may be long and hostile, their digest is not. */
    static String group(Hit hit) {
        Digest digest = new Digest().add(hit.correlation()).add(hit.logic()).add(hit.cluster());
        hit.group().forEach(digest::add);
        return digest.hex(GROUP_LENGTH);
    }

    static byte[] state(String group) {
        return key(GROUP, group);
    }

    static byte[] source(String source) {
        return key(SOURCE, source);
    }

    /** When a version of a rule came into force for a cluster; for no cluster, that it has. */
    static byte[] since(String ruleVersion, String cluster) {
        return key(SINCE, ruleVersion + "\n" + cluster);
    }

    static byte[] settled(int level, String cluster) {
        return key(SETTLED, level + "/" + cluster);
    }

    static byte[] pending(int level, String group, Hit hit) {
        byte[] rest = identity(group, hit);
        return at(PENDING, level, hit.cluster(), hit.timeMicros(), rest);
    }

    static byte[] pendingByGroup(String group, Hit hit) {
        byte[] head = ascii(group);
        byte[] tail = identity("", hit);
        return ByteBuffer.allocate(1 + head.length + Long.BYTES + tail.length)
                .put(PENDING_BY_GROUP)
                .put(head)
                .putLong(biased(hit.timeMicros()))
                .put(tail)
                .array();
    }

    private static byte[] identity(String group, Hit hit) {
        byte[] uid = (group + hit.uid()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(uid.length + Long.BYTES)
                .put(uid)
                .putLong(hit.rules())
                .array();
    }

    static byte[] timer(int level, String cluster, long timeMicros, String group) {
        return at(TIMER, level, cluster, timeMicros, ascii(group));
    }

    /** The first key of a kind, level and cluster. */
    static byte[] first(byte kind, int level, String cluster) {
        return at(kind, level, cluster, Long.MIN_VALUE, new byte[0]);
    }

    /** The key after all keys of a kind, level and cluster that are not later than a time. */
    static byte[] after(byte kind, int level, String cluster, long timeMicros) {
        byte[] none = new byte[0];
        return timeMicros == Long.MAX_VALUE
                ? at(kind, level, cluster, timeMicros, new byte[] {(byte) 0xff})
                : at(kind, level, cluster, timeMicros + 1, none);
    }

    private static byte[] at(byte kind, int level, String cluster, long timeMicros, byte[] rest) {
        return ByteBuffer.allocate(TIME_AT + Long.BYTES + rest.length)
                .put(kind)
                .put((byte) level)
                .put(ascii(new Digest().add(cluster).hex(CLUSTER_LENGTH)))
                .putLong(biased(timeMicros))
                .put(rest)
                .array();
    }

    /** The group of a timer's key. */
    static String groupOfTimer(byte[] key) {
        return new String(key, TIME_AT + Long.BYTES, GROUP_LENGTH, StandardCharsets.US_ASCII);
    }

    static byte[] key(byte kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long biased(long timeMicros) {
        return timeMicros ^ Long.MIN_VALUE;
    }

    static byte[] time(long timeMicros) {
        return ByteBuffer.allocate(Long.BYTES).putLong(timeMicros).array();
    }

    static long time(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
