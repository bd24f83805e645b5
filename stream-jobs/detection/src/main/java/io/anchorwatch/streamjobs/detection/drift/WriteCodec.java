// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.drift;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.util.ArrayList;
import java.util.List;

/** Writes as bytes, for a topic or a store: version 1, the fields in the order of the record. */
public final class WriteCodec {

    private static final int VERSION = 1;
    private static final AlertCodec ALERTS = new AlertCodec();

    private WriteCodec() {}

    /** The bytes of a write. */
    public static byte[] encode(Write write) {
        return Wire.write(VERSION, out -> {
            Wire.text(out, write.cluster());
            out.writeLong(write.timeMicros());
            Wire.text(out, write.eventId());
            Wire.text(out, write.request());
            Wire.text(out, write.target().groupResource());
            Wire.text(out, write.target().namespace());
            Wire.text(out, write.target().name());
            Wire.text(out, write.subresource());
            Wire.text(out, write.verb());
            Wire.text(out, write.uid());
            Wire.text(out, write.resourceVersion());
            Wire.bytes(out, write.envelope());
            out.writeInt(write.alerts().size());
            for (Alert alert : write.alerts()) {
                Wire.bytes(out, ALERTS.encode(alert));
            }
        });
    }

    /** The write; throws UncheckedIOException for bytes of another version or damaged ones. */
    public static Write decode(byte[] bytes) {
        return Wire.read(bytes, VERSION, in -> {
            String cluster = Wire.text(in);
            long timeMicros = in.readLong();
            String eventId = Wire.text(in);
            String request = Wire.text(in);
            Write.Target target = new Write.Target(Wire.text(in), Wire.text(in), Wire.text(in));
            String subresource = Wire.text(in);
            String verb = Wire.text(in);
            String uid = Wire.text(in);
            String resourceVersion = Wire.text(in);
            byte[] envelope = Wire.bytes(in);
            List<Alert> alerts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                if (ALERTS.decode(Wire.bytes(in)) instanceof AlertDecodeResult.Decoded decoded) {
                    alerts.add(decoded.alert());
                }
            }
            return new Write(
                    cluster,
                    timeMicros,
                    eventId,
                    request,
                    target,
                    subresource,
                    verb,
                    uid,
                    resourceVersion,
                    envelope,
                    alerts);
        });
    }
}
