// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.regex.Pattern;

/** Tells IP addresses from what only looks like one, without ever asking a name service. */
final class IpText {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int LONGEST = 45;
    private static final int GROUPS = 8;

    private IpText() {}

    /** Four decimal numbers without leading zeros. */
    static boolean isV4(String text) {
        return text.length() <= LONGEST && V4.matcher(text).matches();
    }

    /** A textual form of RFC 4291, 2.2, without a zone. */
    static boolean isV6(String text) {
        if (text.length() > LONGEST || text.indexOf(':') < 0) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int before = head.isEmpty() ? 0 : groups(head, false);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    static boolean isIp(String text) {
        return isV4(text) || isV6(text);
    }

    /** How many groups of 16 bits that is, or -1. */
    private static int groups(String text, boolean mayEndInV4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (mayEndInV4 && i == parts.length - 1 && isV4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
