// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may be kept of bytes that are no JSON, so that nothing in them can be masked by its place.
 *
 * <p>That is the beginning up to the first key whose value may hold a secret; level, audit id and stage come before
 * any such in what an API server writes. The rest is told by its length and hash.
 */
final class SafeBytes {

    private static final int MAX = 1024;
    private static final List<String> STOPS = List.of("request", "response", "annotations", "data", "token", "env");

    /** Anything else may be the tail of a torn line, somewhere inside a body. */
    private static final Pattern BEGINNING =
            Pattern.compile("\\s*\\{\\s*\"(kind\"\\s*:\\s*\"Event|apiVersion\"\\s*:\\s*\"audit[^\"]*|level|auditID)\"");

    private SafeBytes() {}

    static byte[] of(byte[] raw) {
        String head = new String(raw, 0, Math.min(raw.length, MAX), StandardCharsets.ISO_8859_1);
        int end = BEGINNING.matcher(head).lookingAt() ? head.length() : 0;
        for (String stop : STOPS) {
            int at = head.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        // A key cut by the end of the window, or written with escapes, would slip past the search above.
        int escape = head.indexOf('\\');
        end = escape >= 0 ? Math.min(end, escape) : end;
        String rest = "…[" + (raw.length - end) + " of " + raw.length + " bytes withheld, sha256/160 of all "
                + Sha256.hex160(raw, raw.length) + "]";
        byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
        byte[] out = Arrays.copyOf(raw, end + tail.length);
        System.arraycopy(tail, 0, out, end, tail.length);
        return out;
    }
}
