// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Notification;
import io.anchorwatch.streamjobs.alert.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which incident of a pager a message is about, and what it does to it. A pager keeps one open incident a key; ending the
 * wrong one hides what is going on, so only what is certain ends one:
 *
 * <ul>
 *   <li>of one finding, whose key is its fingerprint: it opens the finding's incident, and ends it when the finding is over;
 *   <li>of a group: it opens the group's incident and never ends it. That all alerts of one message are over says nothing
 *       of the group's earlier ones, and what was told before a restart nobody remembers. What is all over comes at the
 *       lowest severity;
 *   <li>of what was only counted: an incident of its own, under the message's id. The next count must not vanish in the
 *       open incident of the one before.
 * </ul>
 *
 * @param key what the pager is to deduplicate by, 1 to 255 characters
 * @param ends whether the incident is over
 * @param severity how bad
 */
public record Page(String key, boolean ends, Severity severity) {

    /** The least of what the targets take. */
    private static final int MOST_KEY = 255;

    /** What a message does. */
    public static Page of(Notification message) {
        if (message.alerts().isEmpty()) {
            return new Page(bounded(message.id()), false, message.severity());
        }
        boolean finding =
                message.alerts().stream().allMatch(alert -> alert.fingerprint().equals(message.key()));
        boolean over = message.isResolved();
        Severity severity = over && !finding ? Severity.INFORMATIONAL : message.severity();
        return new Page(bounded(message.key()), over && finding, severity);
    }

    private static String bounded(String key) {
        return key.length() <= MOST_KEY ? key : digest(key);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
