// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where the log has been published. Written to Kafka in the transaction of the records before it.
 *
 * @param key identity of the file in the file system, empty when it has none
 * @param offset bytes of its text that are done; the rest of it, and all files after it, are not
 * @param line lines of it that are done
 * @param headLength how many bytes from its start {@code headHash} is over; at most {@code offset}
 * @param headHash 40 hex digits; a copied, compressed or renamed file keeps it, a reused inode does not
 * @param after name, without compression suffix, of the rotated file before it; empty when there was none
 */
record LogPosition(String key, long offset, long line, int headLength, String headHash, String after) {

    /** Nothing done. */
    static final LogPosition START = new LogPosition("", 0, 0, 0, "", "");

    private static final Pattern FORM = Pattern.compile(
            "v1 offset=(\\d{1,18}) line=(\\d{1,18}) head=(\\d{1,9}):([0-9a-f]*) key=([^ ]*) after=(.*)");

    /** One line, well under the 4,096 bytes that Kafka takes. */
    String encode() {
        return "v1 offset=" + offset + " line=" + line + " head=" + headLength + ":" + headHash + " key="
                + key.replace(' ', '_') + " after=" + after;
    }

    /** The position of that text, or empty when it is none. */
    static Optional<LogPosition> decode(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        return Optional.of(new LogPosition(
                m.group(5),
                Long.parseLong(m.group(1)),
                Long.parseLong(m.group(2)),
                Integer.parseInt(m.group(3)),
                m.group(4),
                m.group(6)));
    }
}
