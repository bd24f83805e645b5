// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which API groups serve a resource of Kubernetes itself.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/">the API reference</a>
 */
final class BuiltInResources {

    private static final Map<String, List<String>> RESOURCES = Map.ofEntries(
            Map.entry(
                    "",
                    List.of(
                            "bindings",
                            "componentstatuses",
                            "configmaps",
                            "endpoints",
                            "events",
                            "limitranges",
                            "namespaces",
                            "nodes",
                            "persistentvolumeclaims",
                            "persistentvolumes",
                            "pods",
                            "podtemplates",
                            "replicationcontrollers",
                            "resourcequotas",
                            "secrets",
                            "serviceaccounts",
                            "services")),
            Map.entry(
                    "apps", List.of("controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets")),
            Map.entry("batch", List.of("cronjobs", "jobs")),
            Map.entry(
                    "rbac.authorization.k8s.io",
                    List.of("clusterrolebindings", "clusterroles", "rolebindings", "roles")),
            Map.entry(
                    "admissionregistration.k8s.io",
                    List.of(
                            "mutatingwebhookconfigurations", "validatingwebhookconfigurations",
                            "validatingadmissionpolicies", "validatingadmissionpolicybindings",
                            "mutatingadmissionpolicies", "mutatingadmissionpolicybindings")),
            Map.entry("apiextensions.k8s.io", List.of("customresourcedefinitions")),
            Map.entry("apiregistration.k8s.io", List.of("apiservices")),
            Map.entry(
                    "networking.k8s.io",
                    List.of("ingresses", "ingressclasses", "networkpolicies", "ipaddresses", "servicecidrs")),
            Map.entry("policy", List.of("poddisruptionbudgets")),
            Map.entry(
                    "storage.k8s.io",
                    List.of("csidrivers", "csinodes", "csistoragecapacities", "storageclasses", "volumeattachments")),
            Map.entry("certificates.k8s.io", List.of("certificatesigningrequests", "clustertrustbundles")),
            Map.entry("coordination.k8s.io", List.of("leases")),
            Map.entry("events.k8s.io", List.of("events")),
            Map.entry("discovery.k8s.io", List.of("endpointslices")),
            Map.entry("autoscaling", List.of("horizontalpodautoscalers")),
            Map.entry("authentication.k8s.io", List.of("tokenreviews", "selfsubjectreviews")),
            Map.entry(
                    "authorization.k8s.io",
                    List.of(
                            "subjectaccessreviews",
                            "localsubjectaccessreviews",
                            "selfsubjectaccessreviews",
                            "selfsubjectrulesreviews")),
            Map.entry("scheduling.k8s.io", List.of("priorityclasses")),
            Map.entry("node.k8s.io", List.of("runtimeclasses")),
            Map.entry("flowcontrol.apiserver.k8s.io", List.of("flowschemas", "prioritylevelconfigurations")));

    private static final Map<String, Set<String>> GROUPS = groups();

    private BuiltInResources() {}

    private static Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new HashMap<>();
        RESOURCES.forEach((group, resources) -> resources.forEach(resource ->
                groups.computeIfAbsent(resource, none -> new HashSet<>()).add(group)));
        return groups;
    }

    /** The groups, {@code ""} for the core one; none when the resource is not built in. */
    static Set<String> groupsOf(String resource) {
        return GROUPS.getOrDefault(resource, Set.of());
    }
}
