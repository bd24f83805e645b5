// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import java.util.List;
import java.util.Set;

/** ConfigMaps that the control plane, nodes or every pod take their settings from. */
public final class ControlPlaneConfig {

    /** Of every namespace. */
    private static final Set<String> ANYWHERE = Set.of("kube-root-ca.crt");

    private static final Set<String> IN_KUBE_SYSTEM = Set.of(
            "aws-auth",
            "coredns",
            "coredns-custom",
            "extension-apiserver-authentication",
            "kube-apiserver-legacy-service-account-token-tracking",
            "kube-dns",
            "kube-proxy",
            "kube-proxy-config",
            "kubeadm-config",
            "node-local-dns");
    private static final List<String> PREFIXES = List.of("kubelet-config");
    private static final Set<String> IN_KUBE_PUBLIC = Set.of("cluster-info");

    private ControlPlaneConfig() {}

    /** Whether a ConfigMap is one of them. */
    public static boolean contains(String namespace, String name) {
        return switch (namespace) {
            case "kube-system" ->
                ANYWHERE.contains(name)
                        || IN_KUBE_SYSTEM.contains(name)
                        || PREFIXES.stream().anyMatch(name::startsWith);
            case "kube-public" -> ANYWHERE.contains(name) || IN_KUBE_PUBLIC.contains(name);
            default -> ANYWHERE.contains(name);
        };
    }
}
