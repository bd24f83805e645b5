// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import java.util.Optional;

/**
 * A version of the standards.
 *
 * @param minor of Kubernetes 1
 */
public record Version(int minor) implements Comparable<Version> {

    /** Newer than any. */
    public static final Version LATEST = new Version(Integer.MAX_VALUE);

    private static final String PREFIX = "v1.";
    private static final int MAX_DIGITS = 5;

    /** Reads {@code latest} or {@code v1.30}; empty for anything else. */
    public static Optional<Version> of(String text) {
        if (text.equals("latest")) {
            return Optional.of(LATEST);
        }
        String minor = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        boolean number = !minor.isEmpty()
                && minor.length() <= MAX_DIGITS
                && (minor.length() == 1 || minor.charAt(0) != '0')
                && minor.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? Optional.of(new Version(Integer.parseInt(minor))) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return Integer.compare(minor, other.minor);
    }
}
