// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

/** Hits as bytes, for a topic or a store: version 1, the fields in the order of the record. */
public final class HitCodec {

    private static final int VERSION = 1;

    private HitCodec() {}

    /** The bytes of a hit. */
    public static byte[] encode(Hit hit) {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, hit.correlation());
            Bytes.text(out, hit.logic());
            Bytes.text(out, hit.cluster());
            Bytes.texts(out, hit.group());
            out.writeLong(hit.timeMicros());
            Bytes.text(out, hit.uid());
            out.writeLong(hit.rules());
            Bytes.texts(out, hit.values());
            Bytes.story(out, hit.story());
            Bytes.source(out, hit.source());
        });
    }

    /** The hit; throws UncheckedIOException for bytes of another version or damaged ones. */
    public static Hit decode(byte[] bytes) {
        return Bytes.read(
                bytes,
                VERSION,
                in -> new Hit(
                        Bytes.text(in),
                        Bytes.text(in),
                        Bytes.text(in),
                        Bytes.texts(in),
                        in.readLong(),
                        Bytes.text(in),
                        in.readLong(),
                        Bytes.texts(in),
                        Bytes.story(in),
                        Bytes.source(in)));
    }
}
