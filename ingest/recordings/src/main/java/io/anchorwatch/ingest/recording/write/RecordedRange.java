// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a complete file holds; its name says all of it. Every record of the partition from the first offset to the last is
 * in there; offsets that Kafka uses for itself hold none.
 *
 * @param topic whose records
 * @param partition of that topic
 * @param first offset of the first record
 * @param last offset of the last record
 */
public record RecordedRange(String topic, int partition, long first, long last) {

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9})-([0-9]{18})-([0-9]{18})\\.jsonl\\.zst");

    private static final Pattern PART = Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9})\\.jsonl\\.zst\\.part");

    /** The file's name; names of a partition sort as their offsets do. */
    public String fileName() {
        return String.format(Locale.ROOT, "%s-%d-%018d-%018d.jsonl.zst", topic, partition, first, last);
    }

    /** The name of the file that a partition's records are written to until it is complete. */
    static String partName(String topic, int partition) {
        return topic + "-" + partition + ".jsonl.zst.part";
    }

    /** Whether that is the name of an incomplete file. */
    static boolean isPart(String fileName) {
        return PART.matcher(fileName).matches();
    }

    /** What a file of that name holds; empty when it is none of a recording. */
    static Optional<RecordedRange> of(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(name.group(3));
        long last = Long.parseLong(name.group(4));
        return first > last
                ? Optional.empty()
                : Optional.of(new RecordedRange(name.group(1), Integer.parseInt(name.group(2)), first, last));
    }
}
