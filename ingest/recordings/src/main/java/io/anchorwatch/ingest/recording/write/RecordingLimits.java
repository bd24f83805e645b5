// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.time.Duration;

/**
 * When files end, and how long they stay.
 *
 * @param rotateBytes a file ends when it has that many bytes on disk; above 0
 * @param rotateEvery a file ends that long after its first record, whatever its size; above 0
 * @param keepBytes complete files together have at most that many bytes; the last file of each partition always stays
 * @param keepFor complete files stay that long after they were completed; the last of each partition always stays
 */
public record RecordingLimits(long rotateBytes, Duration rotateEvery, long keepBytes, Duration keepFor) {

    /** Files of 128 MiB or an hour, which stay for ever. */
    public static final RecordingLimits DEFAULT =
            new RecordingLimits(128L << 20, Duration.ofHours(1), Long.MAX_VALUE, Duration.ofDays(36_500));

    public RecordingLimits {
        if (rotateBytes <= 0 || keepBytes <= 0) {
            throw new IllegalArgumentException("a size must be above 0");
        }
        if (rotateEvery.isNegative() || rotateEvery.isZero() || keepFor.isNegative() || keepFor.isZero()) {
            throw new IllegalArgumentException("a duration must be above 0");
        }
    }
}
