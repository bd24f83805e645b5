// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditStage;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventId;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.ingest.event.WatchNotice;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Times and events as bytes, as part of what is saved of a replay: whoever saves says which version it is. */
final class Saved {

    private static final int AUDIT = 1;
    private static final int OBJECT = 2;
    private static final int NOTICE = 3;

    private Saved() {}

    static void time(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void event(DataOutputStream out, ClusterEvent event) throws IOException {
        int kind = event instanceof AuditEvent ? AUDIT : event instanceof ObjectChange ? OBJECT : NOTICE;
        out.writeByte(kind);
        text(out, event.id().value());
        text(out, event.cluster());
        time(out, event.time());
        bytes(out, event.json());
        if (event instanceof AuditEvent audit) {
            text(out, audit.auditId());
            out.writeByte(audit.stage().ordinal());
        } else if (event instanceof ObjectChange change) {
            out.writeByte(change.type().ordinal());
            out.writeByte(change.origin().ordinal());
            ref(out, change.object());
            text(out, change.uid());
            text(out, change.resourceVersion());
            time(out, change.since());
        } else if (event instanceof WatchNotice notice) {
            out.writeByte(notice.kind().ordinal());
            text(out, notice.resource());
        }
    }

    static ClusterEvent event(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        EventId id = new EventId(text(in));
        String cluster = text(in);
        Instant time = time(in);
        byte[] json = bytes(in);
        return switch (kind) {
            case AUDIT -> new AuditEvent(id, cluster, text(in), AuditStage.values()[in.readUnsignedByte()], time, json);
            case OBJECT -> {
                ObjectChange.Type type = ObjectChange.Type.values()[in.readUnsignedByte()];
                ObjectChange.Origin origin = ObjectChange.Origin.values()[in.readUnsignedByte()];
                yield new ObjectChange(id, cluster, type, origin, ref(in), text(in), text(in), time, time(in), json);
            }
            case NOTICE -> {
                WatchNotice.Kind what = WatchNotice.Kind.values()[in.readUnsignedByte()];
                yield new WatchNotice(id, cluster, what, text(in), time, json);
            }
            default -> throw new IOException("an event of unknown kind");
        };
    }

    private static void ref(DataOutputStream out, ObjectRef ref) throws IOException {
        text(out, ref.group());
        text(out, ref.version());
        text(out, ref.resource());
        text(out, ref.namespace());
        text(out, ref.name());
    }

    private static ObjectRef ref(DataInputStream in) throws IOException {
        return new ObjectRef(text(in), text(in), text(in), text(in), text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a text runs past the end");
        }
        return bytes;
    }
}
