// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.drift.WriteCodec;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.IOException;

/** What tasks tell those that join requests with object changes. On the wire: version, a byte for the kind, the fields. */
public sealed interface StoryMessage {

    /** A request wrote something. */
    record Wrote(Write write) implements StoryMessage {}

    /**
     * An object changed.
     *
     * @param json as in the topic of object changes
     * @param lateMicros how far the reader of a recording had come when it gave the change out late, else {@link
     *     #IN_TIME}
     */
    record Changed(String cluster, byte[] json, long lateMicros) implements StoryMessage {}

    /** A watcher says something of itself; {@code json} as in the topic of object changes. */
    record Noticed(String cluster, byte[] json) implements StoryMessage {}

    /**
     * A source has come to a time with a cluster.
     *
     * @param source its number, those of audit events come first
     * @param reached how far it is
     * @param audit whether its events are audit events
     */
    record Came(int source, Reached reached, boolean audit) implements StoryMessage {}

    /** Of a change that was not late. */
    long IN_TIME = Long.MIN_VALUE;

    int VERSION = 1;
    byte WROTE = 1;
    byte CHANGED = 2;
    byte NOTICED = 3;
    byte CAME = 4;
    byte CHANGED_LATE = 5;

    /** For the wire. */
    static byte[] encode(StoryMessage message) {
        return Wire.write(VERSION, out -> {
            if (message instanceof Wrote wrote) {
                out.writeByte(WROTE);
                Wire.bytes(out, WriteCodec.encode(wrote.write()));
            } else if (message instanceof Changed changed) {
                out.writeByte(changed.lateMicros() == IN_TIME ? CHANGED : CHANGED_LATE);
                Wire.text(out, changed.cluster());
                Wire.bytes(out, changed.json());
                if (changed.lateMicros() != IN_TIME) {
                    out.writeLong(changed.lateMicros());
                }
            } else if (message instanceof Noticed noticed) {
                out.writeByte(NOTICED);
                Wire.text(out, noticed.cluster());
                Wire.bytes(out, noticed.json());
            } else if (message instanceof Came came) {
                out.writeByte(CAME);
                out.writeInt(came.source());
                Wire.text(out, came.reached().cluster());
                out.writeLong(came.reached().timeMicros());
                out.writeLong(came.reached().eventMicros());
                out.writeBoolean(came.audit());
            }
        });
    }

    /** Throws UncheckedIOException for what a later version made. */
    static StoryMessage decode(byte[] bytes) {
        return Wire.read(bytes, VERSION, in -> {
            byte kind = in.readByte();
            return switch (kind) {
                case WROTE -> new Wrote(WriteCodec.decode(Wire.bytes(in)));
                case CHANGED -> new Changed(Wire.text(in), Wire.bytes(in), IN_TIME);
                case CHANGED_LATE -> new Changed(Wire.text(in), Wire.bytes(in), in.readLong());
                case NOTICED -> new Noticed(Wire.text(in), Wire.bytes(in));
                case CAME ->
                    new Came(in.readInt(), new Reached(Wire.text(in), in.readLong(), in.readLong()), in.readBoolean());
                default -> throw new IOException("a message of kind " + kind + ", made by a later version");
            };
        });
    }
}
