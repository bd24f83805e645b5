// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

/** What goes wrong with a request, once. Those up to {@link #RESET} can befall any request, the rest watches. */
public enum Fault {
    NONE,
    FORBIDDEN,
    UNAUTHORIZED,
    TOO_MANY,
    INTERNAL,
    GONE_STATUS,
    RESET,
    GONE_EVENT,
    CUT_LINE,
    HALF_OPEN,
    SLOW,
    GARBAGE
}
