// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.value.Wire;

/** Hits as bytes, for a topic or a store: version 1, the fields in the order of the record. */
public final class HitCodec {

    private static final int VERSION = 1;

    private HitCodec() {}

    /** The bytes of a hit. */
    public static byte[] encode(Hit hit) {
        return Wire.write(VERSION, out -> {
            Wire.text(out, hit.correlation());
            Wire.text(out, hit.logic());
            Wire.text(out, hit.cluster());
            Wire.texts(out, hit.group());
            out.writeLong(hit.timeMicros());
            Wire.text(out, hit.uid());
            out.writeLong(hit.rules());
            Wire.texts(out, hit.values());
            Bytes.story(out, hit.story());
            Bytes.source(out, hit.source());
        });
    }

    /** The hit; throws UncheckedIOException for bytes of another version or damaged ones. */
    public static Hit decode(byte[] bytes) {
        return Wire.read(
                bytes,
                VERSION,
                in -> new Hit(
                        Wire.text(in),
                        Wire.text(in),
                        Wire.text(in),
                        Wire.texts(in),
                        in.readLong(),
                        Wire.text(in),
                        in.readLong(),
                        Wire.texts(in),
                        Bytes.story(in),
                        Bytes.source(in)));
    }
}
