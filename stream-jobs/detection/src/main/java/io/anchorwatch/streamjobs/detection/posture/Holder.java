// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.Comparator;

/**
 * An object that a finding holds for; a pod is told at the workload that owns it.
 *
 * @param resource {@code pods} or {@code deployments.apps}
 * @param namespace empty for an object of the whole cluster
 */
public record Holder(String resource, String namespace, String name) implements Comparable<Holder> {

    private static final Comparator<Holder> ORDER = Comparator.comparing(Holder::namespace)
            .thenComparing(Holder::resource)
            .thenComparing(Holder::name);

    @Override
    public int compareTo(Holder other) {
        return ORDER.compare(this, other);
    }

    /** {@code deployments shop/web}, or {@code clusterroles name}. */
    public String text() {
        int dot = resource.indexOf('.');
        return (dot < 0 ? resource : resource.substring(0, dot)) + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + name;
    }
}
