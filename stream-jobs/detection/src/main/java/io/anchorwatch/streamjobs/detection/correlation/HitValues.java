// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.Digest;
import java.util.List;

/** Texts of events as a hit carries them: hostile, so bounded, and still told apart. */
public final class HitValues {

    private static final int MAX_LENGTH = 256;
    private static final int DIGITS = 16;

    private HitValues() {}

    /** The text, or its start and a digest when it is long. */
    public static String bounded(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH - DIGITS - 1) + "…"
                        + new Digest().add(text).hex(DIGITS);
    }

    /** The values of several fields as one value; none for no fields. */
    public static List<String> tuple(List<String> values) {
        return values.size() < 2 ? values : List.of(String.join("\u001f", values));
    }
}
