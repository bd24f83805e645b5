// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of identity makes a request, judged on the authenticated user alone, never on its user agent. */
public enum ActorKind {
    /** No user authenticated: a 401. */
    UNAUTHENTICATED("unauthenticated"),
    ANONYMOUS("anonymous"),
    /** The API server itself, the controller manager, the scheduler, and the controllers that run inside it. */
    CONTROL_PLANE("control-plane"),
    NODE("node"),
    BOOTSTRAP("bootstrap"),
    SERVICE_ACCOUNT("serviceaccount"),
    HUMAN("human"),
    /** Nobody knows who changed the object. */
    UNKNOWN("unknown");

    private static final String SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";

    private static final String NOBODY = "system:unauthenticated";
    private static final Set<String> COMPONENTS = Set.of(
            "system:apiserver",
            "system:kube-controller-manager",
            "system:kube-scheduler",
            "system:cloud-controller-manager",
            "system:aggregator");

    /** Service accounts of the controllers that upstream ships, by {@code --use-service-account-credentials}. */
    private static final Set<String> CONTROLLERS = Stream.of(
                    "attachdetach-controller",
                    "bootstrap-signer",
                    "certificate-controller",
                    "clusterrole-aggregation-controller",
                    "cronjob-controller",
                    "daemon-set-controller",
                    "deployment-controller",
                    "device-taint-eviction-controller",
                    "disruption-controller",
                    "endpoint-controller",
                    "endpointslice-controller",
                    "endpointslicemirroring-controller",
                    "ephemeral-volume-controller",
                    "expand-controller",
                    "generic-garbage-collector",
                    "horizontal-pod-autoscaler",
                    "job-controller",
                    "legacy-service-account-token-cleaner",
                    "namespace-controller",
                    "node-controller",
                    "persistent-volume-binder",
                    "pod-garbage-collector",
                    "pv-protection-controller",
                    "pvc-protection-controller",
                    "replicaset-controller",
                    "replication-controller",
                    "resource-claim-controller",
                    "resourcequota-controller",
                    "root-ca-cert-publisher",
                    "route-controller",
                    "selinux-warning-controller",
                    "service-account-controller",
                    "service-ca-cert-publisher",
                    "service-cidrs-controller",
                    "service-controller",
                    "statefulset-controller",
                    "storage-version-migrator-controller",
                    "taint-eviction-controller",
                    "token-cleaner",
                    "ttl-after-finished-controller",
                    "ttl-controller",
                    "validatingadmissionpolicy-status-controller",
                    "volumeattributesclass-protection-controller",
                    "vac-protection-controller")
            .map(name -> SERVICE_ACCOUNT_PREFIX + "kube-system:" + name)
            .collect(Collectors.toUnmodifiableSet());

    private final String wireName;

    ActorKind(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in rules and alerts. */
    public String wireName() {
        return wireName;
    }

    /** Classifies the authenticated user of an event, who has no name when nobody authenticated. */
    public static ActorKind of(AuditView event) {
        String attribution = event.text(Envelope.ATTRIBUTION);
        if (attribution.equals(Attribution.UNKNOWN.wireName())
                || attribution.equals(Attribution.UNEXPLAINED.wireName())) {
            return UNKNOWN;
        }
        return of(event.text(Envelope.USERNAME), event.hasText(Envelope.USER_GROUPS, NOBODY));
    }

    /** Classifies a user by name, and by whether the group of those who did not authenticate is among its groups. */
    public static ActorKind of(String name, boolean inGroupOfNobody) {
        if (name.isEmpty()) {
            return UNAUTHENTICATED;
        }
        if (name.equals("system:anonymous") || inGroupOfNobody) {
            return ANONYMOUS;
        }
        if (COMPONENTS.contains(name) || CONTROLLERS.contains(name)) {
            return CONTROL_PLANE;
        }
        if (name.startsWith("system:node:")) {
            return NODE;
        }
        if (name.startsWith("system:bootstrap:")) {
            return BOOTSTRAP;
        }
        return name.startsWith(SERVICE_ACCOUNT_PREFIX) ? SERVICE_ACCOUNT : HUMAN;
    }
}
