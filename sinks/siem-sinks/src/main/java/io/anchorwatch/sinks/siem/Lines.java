// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Joins encoded alerts. */
public final class Lines {

    private Lines() {}

    /** Each with a line end after it: NDJSON. */
    public static byte[] ndjson(List<Encoded> items) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Encoded item : items) {
            joined.writeBytes(item.bytes());
            joined.write('\n');
        }
        return joined.toByteArray();
    }

    /** With no more than a comma between two, within brackets: a JSON array. */
    public static byte[] jsonArray(List<Encoded> items) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write('[');
        for (Encoded item : items) {
            if (joined.size() > 1) {
                joined.write(',');
            }
            joined.writeBytes(item.bytes());
        }
        joined.write(']');
        return joined.toByteArray();
    }
}
