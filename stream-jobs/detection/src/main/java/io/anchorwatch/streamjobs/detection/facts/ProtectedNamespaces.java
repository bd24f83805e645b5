// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

/** Namespaces that belong to the cluster itself: nobody deploys applications there. */
final class ProtectedNamespaces {

    private ProtectedNamespaces() {}

    static boolean contains(String namespace) {
        return namespace.startsWith("kube-") || namespace.startsWith("gke-managed-");
    }
}
