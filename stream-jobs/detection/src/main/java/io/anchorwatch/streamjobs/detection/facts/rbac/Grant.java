// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.rbac;

import java.util.List;
import java.util.Set;

/**
 * A dangerous permission: any of these verbs on any of these resources of a group, within one rule.
 *
 * @param evenNamed whether it counts where the rule names single objects
 */
record Grant(String name, Set<String> verbs, String group, Set<String> resources, boolean evenNamed) {

    private static final String CORE = "";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String CERTIFICATES = "certificates.k8s.io";
    private static final Set<String> READ = Set.of("get", "list", "watch");
    private static final Set<String> CHANGE = Set.of("create", "update", "patch");
    private static final Set<String> WRITE = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> IMPERSONATE = Set.of(
            "impersonate",
            "impersonate:user-info",
            "impersonate:serviceaccount",
            "impersonate:arbitrary-node",
            "impersonate:associated-node");

    static final List<Grant> ALL = List.of(
            unnamed("secrets-read", READ, CORE, "secrets"),
            even(
                    "exec",
                    Set.of("create", "get", "update", "patch"),
                    CORE,
                    "pods/exec",
                    "pods/attach",
                    "pods/ephemeralcontainers",
                    "pods/portforward"),
            even("ephemeral-containers", Set.of("update", "patch"), CORE, "pods/ephemeralcontainers"),
            even("port-forward", Set.of("create", "get"), CORE, "pods/portforward"),
            unnamed("log-read", Set.of("get"), CORE, "pods/log"),
            even("nodes-proxy", Set.of("get", "create"), CORE, "nodes/proxy"),
            even("node-write", WRITE, CORE, "nodes"),
            even("escalate", Set.of("escalate"), RBAC, "roles", "clusterroles"),
            even("bind", Set.of("bind"), RBAC, "roles", "clusterroles"),
            even("impersonate", IMPERSONATE, CORE, "users", "groups", "serviceaccounts"),
            even(
                    "impersonate",
                    IMPERSONATE,
                    "authentication.k8s.io",
                    "users",
                    "groups",
                    "serviceaccounts",
                    "nodes",
                    "uids"),
            even("token-request", Set.of("create"), CORE, "serviceaccounts/token"),
            even("csr-create", Set.of("create"), CERTIFICATES, "certificatesigningrequests"),
            even("csr-approval", Set.of("update", "patch"), CERTIFICATES, "certificatesigningrequests/approval"),
            even("csr-approval", Set.of("approve", "sign"), CERTIFICATES, "signers"),
            even(
                    "admission-write",
                    WRITE,
                    "admissionregistration.k8s.io",
                    "mutatingwebhookconfigurations",
                    "validatingwebhookconfigurations",
                    "validatingadmissionpolicies",
                    "validatingadmissionpolicybindings",
                    "mutatingadmissionpolicies",
                    "mutatingadmissionpolicybindings"),
            even("status-write", Set.of("update", "patch"), CORE, "services/status", "nodes/status", "pods/status"),
            even("rbac-write", CHANGE, RBAC, "roles", "rolebindings", "clusterroles", "clusterrolebindings"),
            unnamed("workload-write", CHANGE, CORE, "pods", "replicationcontrollers"),
            unnamed("workload-write", CHANGE, "apps", "deployments", "daemonsets", "statefulsets", "replicasets"),
            unnamed("workload-write", CHANGE, "batch", "jobs", "cronjobs"),
            unnamed("pv-create", Set.of("create"), CORE, "persistentvolumes"),
            unnamed("lease-write", Set.of("create", "update", "patch", "delete"), "coordination.k8s.io", "leases"));

    private static Grant even(String name, Set<String> verbs, String group, String... resources) {
        return new Grant(name, verbs, group, Set.of(resources), true);
    }

    private static Grant unnamed(String name, Set<String> verbs, String group, String... resources) {
        return new Grant(name, verbs, group, Set.of(resources), false);
    }

    boolean isIn(PolicyRule rule) {
        return rule.allows(verbs) && rule.isInGroup(group) && rule.coversAny(resources) && (evenNamed || !rule.named());
    }
}
