// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Annotations by which clouds keep a load balancer off the internet. */
public final class InternalLoadBalancer {

    private static final Set<String> YES = Set.of("true", "0.0.0.0/0");

    /** Values that say so, in lower case. */
    private static final Map<String, Set<String>> ANNOTATIONS = Map.ofEntries(
            Map.entry("service.beta.kubernetes.io/aws-load-balancer-internal", YES),
            Map.entry("service.beta.kubernetes.io/aws-load-balancer-scheme", Set.of("internal")),
            Map.entry("service.beta.kubernetes.io/azure-load-balancer-internal", YES),
            Map.entry("networking.gke.io/load-balancer-type", Set.of("internal")),
            Map.entry("cloud.google.com/load-balancer-type", Set.of("internal")),
            Map.entry("service.beta.kubernetes.io/openstack-internal-load-balancer", YES),
            Map.entry("service.beta.kubernetes.io/oci-load-balancer-internal", YES),
            Map.entry("oci-network-load-balancer.oraclecloud.com/internal", YES),
            Map.entry("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", Set.of("private")),
            Map.entry("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", Set.of("intranet")),
            Map.entry("service.beta.kubernetes.io/cce-load-balancer-internal-vpc", YES));

    /** By being there, whatever it says: the subnet to be in. */
    private static final String TENCENT = "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid";

    private InternalLoadBalancer() {}

    /** Whether a Service asks for a load balancer that only its own network reaches. */
    public static boolean isAskedFor(JsonNode service) {
        JsonNode annotations = service.path("metadata").path("annotations");
        return annotations.has(TENCENT)
                || ANNOTATIONS.entrySet().stream()
                        .anyMatch(entry -> entry.getValue()
                                .contains(Nodes.text(annotations.path(entry.getKey()))
                                        .toLowerCase(Locale.ROOT)));
    }
}
