// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;

/**
 * Objects that one family of facts is about, told by the event's envelope alone: bodies are not looked into for others.
 *
 * @param groups API groups, the core group as an empty text
 * @param subresources through which the facts can change; an empty text is the object itself
 */
record ObjectSort(Set<String> groups, Set<String> resources, Set<String> subresources) {

    private static final Set<String> ITSELF = Set.of("");
    private static final Set<String> AND_STATUS = Set.of("", "status");
    private static final Set<String> RBAC_GROUPS = Set.of("rbac.authorization.k8s.io", "authorization.openshift.io");

    static final ObjectSort ROLES = new ObjectSort(RBAC_GROUPS, Set.of("roles", "clusterroles"), ITSELF);
    static final ObjectSort BINDINGS =
            new ObjectSort(RBAC_GROUPS, Set.of("rolebindings", "clusterrolebindings"), ITSELF);
    static final ObjectSort SERVICES = new ObjectSort(Set.of(""), Set.of("services"), ITSELF);
    static final ObjectSort SERVICE_STATUS = new ObjectSort(Set.of(""), Set.of("services"), AND_STATUS);
    static final ObjectSort ROUTES = new ObjectSort(
            Set.of("networking.k8s.io", "extensions", "gateway.networking.k8s.io", "traefik.io", "traefik.containo.us"),
            Set.of("ingresses", "gateways", "httproutes", "grpcroutes", "tlsroutes", "ingressroutes"),
            ITSELF);
    static final ObjectSort WEBHOOKS = new ObjectSort(
            Set.of("admissionregistration.k8s.io"),
            Set.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations"),
            ITSELF);
    static final ObjectSort ADMISSION_POLICIES = new ObjectSort(
            Set.of("admissionregistration.k8s.io"),
            Set.of(
                    "validatingadmissionpolicies",
                    "validatingadmissionpolicybindings",
                    "mutatingadmissionpolicies",
                    "mutatingadmissionpolicybindings"),
            ITSELF);
    static final ObjectSort NAMESPACES = new ObjectSort(Set.of(""), Set.of("namespaces"), ITSELF);
    static final ObjectSort NODES = new ObjectSort(Set.of(""), Set.of("nodes"), AND_STATUS);
    static final ObjectSort VOLUMES = new ObjectSort(Set.of(""), Set.of("persistentvolumes"), ITSELF);
    static final ObjectSort RECLAIMING =
            new ObjectSort(Set.of("", "storage.k8s.io"), Set.of("persistentvolumes", "storageclasses"), ITSELF);
    static final ObjectSort CLAIMS = new ObjectSort(Set.of(""), Set.of("persistentvolumeclaims"), ITSELF);
    static final ObjectSort CRDS =
            new ObjectSort(Set.of("apiextensions.k8s.io"), Set.of("customresourcedefinitions"), ITSELF);
    static final ObjectSort API_SERVICES =
            new ObjectSort(Set.of("apiregistration.k8s.io"), Set.of("apiservices"), ITSELF);
    static final ObjectSort SCALED = new ObjectSort(
            Set.of("", "apps", "extensions"),
            Set.of("deployments", "statefulsets", "replicasets", "replicationcontrollers"),
            Set.of("", "scale"));
    static final ObjectSort SERVICE_ACCOUNTS = new ObjectSort(Set.of(""), Set.of("serviceaccounts"), ITSELF);
    static final ObjectSort CONFIG_MAPS = new ObjectSort(Set.of(""), Set.of("configmaps"), ITSELF);

    boolean fits(AuditView event) {
        return resources.contains(event.text(Envelope.RESOURCE))
                && groups.contains(event.text(Envelope.API_GROUP))
                && subresources.contains(event.text(Envelope.SUBRESOURCE));
    }
}
