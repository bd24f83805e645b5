// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A change that is to be judged, with the object as it was.
 *
 * @param change the change
 * @param before the object as it was, as JSON; empty when it is new
 */
record Pending(ObjectChange change, byte[] before) {

    private static final int VERSION = 1;
    private static final ObjectChangeCodec CHANGES = new ObjectChangeCodec(EventLimits.DEFAULT);

    byte[] encode() {
        return Wire.write(VERSION, out -> {
            Wire.text(out, change.cluster());
            Wire.bytes(out, change.json());
            Wire.bytes(out, before);
        });
    }

    static Pending decode(byte[] bytes) {
        return Wire.read(bytes, VERSION, in -> {
            String cluster = Wire.text(in);
            if (CHANGES.decode(cluster, Wire.bytes(in)) instanceof ObjectResult.Decoded decoded) {
                return new Pending(decoded.change(), Wire.bytes(in));
            }
            throw new IOException("not an object change");
        });
    }

    /** The object as it was; missing when it is new. */
    JsonNode old() {
        return before.length == 0 ? MissingNode.getInstance() : parse(before);
    }

    /** The object as it is; missing when it is gone. */
    JsonNode now() {
        return change.type() == ObjectChange.Type.DELETED
                ? MissingNode.getInstance()
                : parse(change.json()).path("object");
    }

    static JsonNode parse(byte[] json) {
        try {
            return AuditView.parse(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an object that was decoded before", impossible);
        }
    }
}
