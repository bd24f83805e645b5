// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.drift.Write;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of the store: a byte for the kind, then texts that end in a zero byte, then times in the order of time. */
final class StoryKeys {

    private static final byte OBJECT = 'O';
    private static final byte PENDING = 'P';
    private static final byte AWAITED = 'E';
    private static final byte WRITE = 'W';
    private static final byte MADE = 'X';
    private static final byte EXPIRY = 'T';
    private static final byte CLAIM = 'C';
    private static final byte AUDITED = 'A';
    private static final byte ALIVE = 'L';
    private static final byte SOURCE = 'S';
    private static final byte LINEAGE = 'B';

    /** In the place of a resource version: the object is gone. */
    private static final String GONE = "-";

    private static final int CLUSTER_DIGITS = 16;

    /** Kinds that are read by range. */
    static final String RANGED =
            new String(new byte[] {PENDING, WRITE, MADE, EXPIRY, SOURCE}, StandardCharsets.US_ASCII);

    private StoryKeys() {}

    static byte[] object(String cluster, String groupResource, String namespace, String name) {
        return key(OBJECT, cluster, namespace, groupResource, name);
    }

    static byte[] object(ObjectChange change) {
        return object(
                change.cluster(),
                change.object().groupResource(),
                change.object().namespace(),
                change.object().name());
    }

    /** A change that waits, in the order of when it is due. */
    static byte[] pending(ObjectChange change, long dueMicros) {
        return timed(PENDING, change.cluster(), dueMicros, change.id().value());
    }

    /** When a change that waits is due. */
    static long dueOf(byte[] pending) {
        return ByteBuffer.wrap(pending).getLong(1 + CLUSTER_DIGITS + 1) ^ Long.MIN_VALUE;
    }

    /** The first of a time, of the cluster with that {@linkplain #digest digest}. */
    static byte[] pendingFrom(String digest, long timeMicros) {
        return timedOf(PENDING, digest, timeMicros, "");
    }

    /** What a write must have made to be the one that a change waits for. */
    static byte[] awaited(ObjectChange change) {
        boolean gone = change.type() == ObjectChange.Type.DELETED;
        return key(AWAITED, change.cluster(), change.uid(), gone ? GONE : change.resourceVersion());
    }

    static byte[] awaited(Write write) {
        return key(AWAITED, write.cluster(), write.uid(), write.resourceVersion());
    }

    /** The requests that made a change, from a time on. */
    static byte[] madeFrom(ObjectChange change, long timeMicros) {
        boolean gone = change.type() == ObjectChange.Type.DELETED;
        byte[] head = made(
                change.cluster(), change.object().namespace(), change.uid(), gone ? GONE : change.resourceVersion());
        return concat(head, time(timeMicros), "");
    }

    static byte[] made(Write write) {
        return made(write, write.resourceVersion());
    }

    static byte[] madeGone(Write write) {
        return made(write, GONE);
    }

    private static byte[] made(Write write, String version) {
        byte[] head = made(write.cluster(), write.target().namespace(), write.uid(), version);
        return concat(head, time(write.timeMicros()), write.eventId());
    }

    private static byte[] made(String cluster, String namespace, String uid, String version) {
        return key(MADE, cluster, namespace, uid, version);
    }

    static byte[] write(Write write) {
        Write.Target target = write.target();
        return concat(
                key(WRITE, write.cluster(), target.namespace(), target.groupResource()),
                time(write.timeMicros()),
                write.eventId());
    }

    static byte[] writesFrom(ObjectChange change, long timeMicros) {
        return concat(
                key(
                        WRITE,
                        change.cluster(),
                        change.object().namespace(),
                        change.object().groupResource()),
                time(timeMicros),
                "");
    }

    /** Owners are looked for in the namespace of what they own: those in none are kept elsewhere. */
    static byte[] lineage(ObjectChange change, String uid) {
        return key(LINEAGE, change.cluster(), change.object().namespace(), uid);
    }

    static boolean isLineage(byte[] key) {
        return key[0] == LINEAGE;
    }

    static byte[] expiry(ObjectChange change, long dueMicros) {
        return timed(EXPIRY, change.cluster(), dueMicros, change.uid());
    }

    static byte[] expiry(Write write) {
        return timed(EXPIRY, write.cluster(), write.timeMicros(), write.eventId());
    }

    /** As {@link #pendingFrom}. */
    static byte[] expiryFrom(String digest, long timeMicros) {
        return timedOf(EXPIRY, digest, timeMicros, "");
    }

    static byte[] claim(Write write) {
        return key(CLAIM, write.cluster(), write.eventId());
    }

    static byte[] audited(String cluster, String namespace, String groupResource, String subresource) {
        return key(AUDITED, cluster, namespace, groupResource, subresource);
    }

    static byte[] alive(String cluster) {
        return key(ALIVE, cluster);
    }

    static byte[] source(String source) {
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(SOURCE).put(text).array();
    }

    static String sourceOf(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    static byte[] sourcesFrom() {
        return new byte[] {SOURCE};
    }

    static byte[] sourcesTo() {
        return new byte[] {SOURCE + 1};
    }

    static byte[] time(long timeMicros) {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(timeMicros ^ Long.MIN_VALUE)
                .array();
    }

    static long timeOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong() ^ Long.MIN_VALUE;
    }

    /** Clusters of any name stand side by side, none within the range of another. */
    private static byte[] timed(byte kind, String cluster, long timeMicros, String rest) {
        return timedOf(kind, digest(cluster), timeMicros, rest);
    }

    static String digest(String cluster) {
        return new Digest().add(cluster).hex(CLUSTER_DIGITS);
    }

    private static byte[] timedOf(byte kind, String digest, long timeMicros, String rest) {
        return concat(key(kind, digest), time(timeMicros), rest);
    }

    private static byte[] key(byte kind, String... texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.write(kind);
        for (String text : texts) {
            out.writeBytes(text.replace('\0', '?').getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] head, byte[] time, String rest) {
        byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + time.length + tail.length)
                .put(head)
                .put(time)
                .put(tail)
                .array();
    }
}
