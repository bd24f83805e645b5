// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

/** Sigma's log source; empty parts mean any. */
public record LogSource(String category, String product, String service) {

    /** What our audit stream is. */
    public static final LogSource KUBERNETES_AUDIT = new LogSource("application", "kubernetes", "audit");

    /** What our stream of object changes is: a rule that names no service is for both. */
    public static final LogSource KUBERNETES_OBJECTS = new LogSource("application", "kubernetes", "objects");

    /** Whether {@code stream} has what this asks for: each part that is given is equal. */
    public boolean isServedBy(LogSource stream) {
        return served(category, stream.category) && served(product, stream.product) && served(service, stream.service);
    }

    /** Whether what is said of this log source is said of {@code other} too: each part that is given is equal. */
    public boolean covers(LogSource other) {
        return isServedBy(other);
    }

    private static boolean served(String wanted, String has) {
        return wanted.isEmpty() || wanted.equalsIgnoreCase(has);
    }
}
