// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.Locale;

/**
 * A rule that a cluster's audit log does not let see all.
 *
 * @param rule its id
 * @param title its title
 * @param sight how much it sees
 * @param reason why, in words that are the same for all rules that share it
 * @param message why, for this rule
 */
public record Blind(String rule, String title, Sight sight, String reason, String message) {

    /** How much a rule sees, least first. */
    public enum Sight {
        /** It can never fire. */
        NEVER,
        /** Some of what it is about escapes it. */
        PART,
        /** It fires, and also where something it can't see should hold it back. */
        MORE;

        /** Its name in output. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
