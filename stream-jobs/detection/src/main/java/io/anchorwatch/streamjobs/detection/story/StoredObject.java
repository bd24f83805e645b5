// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.streamjobs.detection.value.Wire;

/**
 * An object as it was last seen.
 *
 * @param uid its uid
 * @param resourceVersion its version
 * @param timeMicros when it was seen so
 * @param json the object
 */
record StoredObject(String uid, String resourceVersion, long timeMicros, byte[] json) {

    private static final int VERSION = 1;

    byte[] encode() {
        return Wire.write(VERSION, out -> {
            Wire.text(out, uid);
            Wire.text(out, resourceVersion);
            out.writeLong(timeMicros);
            Wire.bytes(out, json);
        });
    }

    static StoredObject decode(byte[] bytes) {
        return Wire.read(
                bytes, VERSION, in -> new StoredObject(Wire.text(in), Wire.text(in), in.readLong(), Wire.bytes(in)));
    }
}
