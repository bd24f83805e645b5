// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.correlation.Hit;

/** By what messages between tasks are brought together. */
public final class GroupKeys {

    private GroupKeys() {}

    /** All hits of a group meet. */
    public static String of(Hit hit) {
        return hit.correlation() + "\n" + hit.cluster() + "\n" + String.join("\n", hit.group());
    }

    /** All requests and changes of a cluster's namespace meet. */
    public static String of(String cluster, String namespace) {
        return cluster + "\n" + namespace;
    }
}
