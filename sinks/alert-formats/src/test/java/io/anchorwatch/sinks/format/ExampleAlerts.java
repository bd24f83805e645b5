// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts as they come: one of each shape. */
public final class ExampleAlerts {

    private static final Instant TIME = Instant.parse("2026-03-01T09:30:00.123456Z");

    private ExampleAlerts() {}

    /** By the name of their golden files. */
    public static Map<String, Alert> all() {
        Map<String, Alert> all = new LinkedHashMap<>();
        all.put("privileged-pod", privilegedPod());
        all.put("denied-secrets", deniedSecrets());
        all.put("unexplained-change", unexplainedChange());
        return all;
    }

    /** A service account makes a pod for a person. */
    public static Alert privilegedPod() {
        Map<String, String> matched = new LinkedHashMap<>();
        matched.put("target.resource", "pods");
        matched.put("workload.privileged", "true");
        return new Alert(
                "5f1d7a84db735fc6c2cb93d9d1a7d1a1b2c3d4e5",
                "9a0364b9e99bb480dd25e1f0284c8555aabbccdd",
                new RuleRef(
                        "privileged-pod",
                        "2026-02-11",
                        "0f1e2d3c4b5a6978",
                        "Privileged pod",
                        List.of("T1610", "T1611"),
                        "https://runbooks.example/privileged-pod",
                        List.of("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
                        "c0ffee00c0ffee00"),
                Severity.HIGH,
                81,
                "A privileged container can do on the node what root can.",
                TIME,
                "prod-eu-1",
                new Actor(
                        "system:serviceaccount:ci:bot",
                        "serviceaccount",
                        List.of("system:serviceaccounts", "system:authenticated"),
                        "",
                        "alice@example.com"),
                new Client("10.24.3.17", List.of("203.0.113.9"), "kubectl/v1.32.0 (linux/amd64) kubernetes/70d3cc9"),
                "create",
                new Target("", "pods", "", "shop", "web-0", "/api/v1/namespaces/shop/pods?fieldManager=kubectl-create"),
                new Outcome("success", 201, ""),
                List.of(
                        new Change("spec.containers[0].securityContext.privileged", "", "true"),
                        new Change("spec.containers[0].image", "\"shop/web:1.4\"", "\"shop/web:1.5\"")),
                List.of(new Evidence(
                        "1111111111111111111111111111111111111111",
                        "7e0f2f6e-8f5d-4c43-9e5c-3d6a1f0f2b11",
                        "ResponseComplete",
                        TIME,
                        matched)),
                Episode.single(TIME),
                Correlation.NONE);
    }

    /** A correlation, told for the second time. */
    public static Alert deniedSecrets() {
        return new Alert(
                "6a1d7a84db735fc6c2cb93d9d1a7d1a1b2c3d4e5",
                "7b0364b9e99bb480dd25e1f0284c8555aabbccdd",
                new RuleRef(
                        "many-secrets-denied",
                        "",
                        "1f1e2d3c4b5a6978",
                        "Many reads of secrets denied",
                        List.of("T1552.007"),
                        "",
                        List.of(),
                        "c0ffee00c0ffee00"),
                Severity.MEDIUM,
                47,
                "",
                TIME,
                "prod-eu-1",
                new Actor("mallory", "human", List.of("dev", "system:authenticated"), "admin", ""),
                new Client("2001:db8::17", List.of(), "curl/8.5.0"),
                "get",
                new Target("", "secrets", "", "payments", "", "/api/v1/namespaces/payments/secrets/db"),
                new Outcome("denied", 403, "RBAC: no rule allows it"),
                List.of(),
                List.of(
                        new Evidence(
                                "2222222222222222222222222222222222222222",
                                "0e0f2f6e-8f5d-4c43-9e5c-3d6a1f0f2b12",
                                "ResponseComplete",
                                TIME,
                                Map.of("outcome.result", "denied")),
                        new Evidence(
                                "3333333333333333333333333333333333333333",
                                "1e0f2f6e-8f5d-4c43-9e5c-3d6a1f0f2b13",
                                "ResponseComplete",
                                TIME.minusSeconds(9),
                                Map.of("outcome.result", "denied"))),
                new Episode(12, TIME.minusSeconds(240), TIME, EpisodeState.UPDATE, 3, ""),
                new Correlation("event_count", "PT5M", Map.of("actor.name", "mallory"), "12", true, false));
    }

    /** An object changed and no audit event says by whom. */
    public static Alert unexplainedChange() {
        return new Alert(
                "8c1d7a84db735fc6c2cb93d9d1a7d1a1b2c3d4e5",
                "8c0364b9e99bb480dd25e1f0284c8555aabbccdd",
                new RuleRef(
                        "unexplained-change",
                        "3",
                        "2f1e2d3c4b5a6978",
                        "Object changed past the API server's audit log",
                        List.of("T1562.008"),
                        "",
                        List.of()),
                Severity.CRITICAL,
                99,
                "",
                TIME,
                "prod-eu-1",
                new Actor("", "unknown", List.of(), ""),
                new Client("", List.of(), ""),
                "update",
                new Target("rbac.authorization.k8s.io", "clusterroles", "", "", "view", ""),
                new Outcome("", 0, ""),
                List.of(new Change("rules[3]", "", "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}")),
                List.of(new Evidence("4444444444444444444444444444444444444444", "", "", TIME, Map.of())),
                Episode.single(TIME),
                Correlation.NONE);
    }
}
