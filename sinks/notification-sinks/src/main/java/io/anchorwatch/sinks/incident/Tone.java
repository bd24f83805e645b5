// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.streamjobs.alert.Severity;

/**
 * How a severity looks. Never alone: the {@linkplain Incident#label() word} stands beside it.
 *
 * @param mark one character for targets that know no colours
 * @param hex {@code #rrggbb}
 * @param ink the colour of letters on it, with a contrast of at least 4.5 to 1
 */
public record Tone(String mark, String hex, String ink) {

    private static final Tone OVER = new Tone("✅", "#1a7f37", "#ffffff");

    /** Of something that bad, or of something that is over. */
    public static Tone of(Severity severity, boolean resolved) {
        if (resolved) {
            return OVER;
        }
        String hex = SeverityMap.colour(severity).hex();
        return switch (severity) {
            case CRITICAL -> new Tone("🔴", hex, "#ffffff");
            case HIGH -> new Tone("🟠", hex, "#000000");
            case MEDIUM -> new Tone("🟡", hex, "#000000");
            case LOW -> new Tone("🔵", hex, "#ffffff");
            case INFORMATIONAL -> new Tone("⚪", hex, "#000000");
        };
    }
}
