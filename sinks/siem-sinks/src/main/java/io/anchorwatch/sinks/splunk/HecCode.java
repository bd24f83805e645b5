// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import java.util.Set;

/**
 * What the codes of the collector mean for an alert.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">Error codes</a>
 */
final class HecCode {

    static final int SUCCESS = 0;
    static final int INCORRECT_INDEX = 7;
    static final int ACK_DISABLED = 14;

    /** No data, invalid data format, event field required or blank, error in handling indexed fields. */
    private static final Set<Integer> BAD_DATA = Set.of(5, 6, 12, 13, 15);

    private HecCode() {}

    /** Whether the content is at fault: of several events, perhaps one. */
    static boolean blamesContent(int code) {
        return BAD_DATA.contains(code);
    }

    /** What an operator can do about it; empty where waiting is all. */
    static String advice(int code) {
        return switch (code) {
            case 1 -> ": the token is disabled, enable it";
            case 2, 3, 4, 16 -> ": it refuses the token, renew it";
            case INCORRECT_INDEX -> ": let the token write to the index, or correct index";
            case 10, 11 -> ": the token asks for acknowledgement, set acknowledge: true";
            case ACK_DISABLED -> ": enable indexer acknowledgement for the token, or set acknowledge: false";
            default -> "";
        };
    }
}
