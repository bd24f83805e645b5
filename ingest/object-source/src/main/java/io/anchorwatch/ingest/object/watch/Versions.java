// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

/** Resource versions are opaque but for their order, which the API server's own clients rely on as well. */
final class Versions {

    private static final String NUMBER = "\\d{1,20}";

    private Versions() {}

    /** Whether a is b or came after it; of what are no numbers only whether they are the same. */
    static boolean reached(String a, String b) {
        if (!a.matches(NUMBER) || !b.matches(NUMBER)) {
            return a.equals(b);
        }
        return a.length() != b.length() ? a.length() > b.length() : a.compareTo(b) >= 0;
    }
}
