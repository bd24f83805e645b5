// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import java.util.List;
import java.util.Random;

/** Objects that have the keys of real ones and anything below them. */
final class HostileObjects {

    static final List<String> RESOURCES = List.of(
            "pods",
            "deployments.apps",
            "clusterroles.rbac.authorization.k8s.io",
            "rolebindings.rbac.authorization.k8s.io",
            "services",
            "ingresses.networking.k8s.io",
            "ingressroutes.traefik.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "namespaces",
            "nodes",
            "persistentvolumes",
            "persistentvolumeclaims",
            "customresourcedefinitions.apiextensions.k8s.io",
            "apiservices.apiregistration.k8s.io",
            "serviceaccounts",
            "configmaps");

    private static final String[] KEYS = ("metadata spec status data labels annotations managedFields ownerReferences"
                    + " template containers initContainers ephemeralContainers volumes volumeMounts hostPath path ports"
                    + " hostPort securityContext capabilities add drop seccompProfile appArmorProfile seLinuxOptions"
                    + " sysctls type name env value command args livenessProbe exec lifecycle preStop tolerations affinity"
                    + " nodeAffinity requiredDuringSchedulingIgnoredDuringExecution nodeSelectorTerms matchExpressions"
                    + " values key operator nodeSelector projected sources serviceAccountToken rules verbs resources"
                    + " apiGroups resourceNames nonResourceURLs roleRef subjects kind namespace webhooks clientConfig url"
                    + " service failurePolicy namespaceSelector matchLabels objectSelector matchConditions validations"
                    + " matchConstraints resourceRules externalIPs loadBalancerSourceRanges loadBalancer ingress ip"
                    + " listeners hostname hostnames routes match tls addresses address taints effect conversion webhook"
                    + " replicas imagePullSecrets mapRoles mapUsers Corefile manager time controller")
            .split(" ", -1);

    private static final String[] TEXTS = {
        "",
        "*",
        "/",
        "https://",
        "https://[",
        "@:",
        "Host(`",
        "Host(",
        "../..",
        "- {rolearn: a, groups: [",
        "forward .",
        "forward . a {",
        "rewrite",
        "v1.1",
        "--a=",
        "=",
        "kube-apiserver",
        "Unconfined",
        "\\u0000",
        "�",
        "::/0"
    };

    private HostileObjects() {}

    static String object(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(9)) {
            case 0 -> "'" + TEXTS[random.nextInt(TEXTS.length)] + "'";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> random.nextBoolean() ? "null" : "1e400";
            case 3 -> Long.toString(random.nextLong());
            case 4, 5 -> list(random, depth);
            default -> fields(random, depth);
        };
    }

    static String fields(Random random, int depth) {
        StringBuilder fields = new StringBuilder("{");
        for (int i = random.nextInt(8); i >= 0; i--) {
            fields.append("'%s':%s%s"
                    .formatted(KEYS[random.nextInt(KEYS.length)], object(random, depth - 1), i == 0 ? "" : ","));
        }
        return fields.append('}').toString();
    }

    private static String list(Random random, int depth) {
        StringBuilder list = new StringBuilder("[");
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.append(object(random, depth - 1)).append(i == 0 ? "" : ",");
        }
        return list.append(']').toString();
    }
}
