// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import io.anchorwatch.sinks.MessageTemplate;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.Notification.HeldRule;
import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.sinks.format.ExampleAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One night: what a team is told of an intruder in the namespace {@code payments}. */
public final class Incidents {

    private static final Instant NIGHT = Instant.parse("2026-03-01T03:07:41Z");

    private Incidents() {}

    /** By the name of their golden files: a single alert, a group of seven, what was held, and one that is over. */
    public static Map<String, Notification> all() {
        Map<String, Notification> all = new LinkedHashMap<>();
        all.put("single", Notification.of(binding(), "on-call"));
        all.put("group", group());
        all.put("held", held());
        all.put("resolved", Notification.of(over(), "on-call"));
        return all;
    }

    /** One of {@link #all()}. */
    public static Notification named(String name) {
        return Objects.requireNonNull(all().get(name));
    }

    /** A message by an operator's own words, of an alert whose actor is called so. */
    public static Notification templated(String template, String actor) {
        Alert alert = ExampleAlerts.privilegedPod();
        Alert named = alert(
                alert.id(), "privileged-pod", "Privileged pod", alert.severity(), actor, "create", alert.target(), 201);
        return new Notification(
                "m", "k", "r", Map.of(), List.of(named), Held.NONE, Optional.of(MessageTemplate.parse(template)));
    }

    private static Alert binding() {
        Alert plain = alert(
                "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334",
                "cluster-admin-binding",
                "Cluster-admin given to a service account",
                Severity.CRITICAL,
                "bob@example.com",
                "create",
                new Target("rbac.authorization.k8s.io", "clusterrolebindings", "", "", "metrics-reader-2", "/apis/x"),
                201);
        return with(
                plain,
                Episode.single(NIGHT),
                new Client("203.0.113.77", List.of("10.8.0.2"), "kubectl/v1.31.2 (linux/amd64) kubernetes/5864a46"),
                List.of(
                        new Change("roleRef.name", "", "\"cluster-admin\""),
                        new Change(
                                "subjects[0]",
                                "",
                                "{\"kind\":\"ServiceAccount\",\"name\":\"web\",\"namespace\":\"payments\"}")));
    }

    private static Alert over() {
        Alert plain = alert(
                "c3d4e5f60718293a4b5c6d7e8f9001122334a1b2",
                "many-secrets-denied",
                "Many reads of secrets denied",
                Severity.HIGH,
                "system:serviceaccount:payments:web",
                "get",
                new Target("", "secrets", "", "payments", "", "/api/v1/namespaces/payments/secrets/db"),
                403);
        return with(
                plain,
                new Episode(48, NIGHT.minusSeconds(1500), NIGHT.minusSeconds(900), EpisodeState.CLOSE, 0, ""),
                new Client("10.24.3.17", List.of(), "curl/8.5.0"),
                List.of());
    }

    private static Notification group() {
        Target pod = new Target("", "pods", "exec", "payments", "web-7d9c5b6f4-x2x8k", "/api/v1/x");
        Target secret = new Target("", "secrets", "", "payments", "db-root", "/api/v1/x");
        Target job = new Target("batch", "cronjobs", "", "payments", "cleanup", "/apis/x");
        List<Alert> alerts = List.of(
                alert(
                        "07",
                        "sa-token-from-outside",
                        "Service account used from outside the cluster",
                        Severity.MEDIUM,
                        "system:serviceaccount:payments:web",
                        "list",
                        secret,
                        200),
                alert(
                        "06",
                        "secret-read",
                        "Secret read by a person",
                        Severity.MEDIUM,
                        "bob@example.com",
                        "get",
                        secret,
                        200),
                alert(
                        "05",
                        "secret-read",
                        "Secret read by a person",
                        Severity.MEDIUM,
                        "bob@example.com",
                        "get",
                        secret,
                        200),
                alert("04", "pod-exec", "Shell in a pod", Severity.HIGH, "bob@example.com", "create", pod, 101),
                binding(),
                alert(
                        "03",
                        "cronjob-new-image",
                        "Cron job with an image never seen before",
                        Severity.HIGH,
                        "system:serviceaccount:payments:web",
                        "create",
                        job,
                        201),
                alert("02", "pod-exec", "Shell in a pod", Severity.HIGH, "bob@example.com", "create", pod, 101));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("cluster", "prod-eu-1");
        fields.put("namespace", "payments");
        return new Notification("g1", "g".repeat(40), "on-call", fields, alerts, Held.NONE, Optional.empty());
    }

    private static Notification held() {
        Held held = new Held(
                143,
                NIGHT.minusSeconds(3600),
                NIGHT,
                List.of(
                        new HeldRule("secret-read", "Secret read by a person", Severity.MEDIUM, 120),
                        new HeldRule("pod-exec", "Shell in a pod", Severity.HIGH, 21),
                        new HeldRule("image-latest", "Image without a fixed tag", Severity.LOW, 2)),
                "more than 20 in 1m");
        return new Notification("h1", "h".repeat(40), "on-call", Map.of(), List.of(), held, Optional.empty());
    }

    private static Alert alert(
            String id,
            String rule,
            String title,
            Severity severity,
            String actor,
            String verb,
            Target target,
            int code) {
        String kind = actor.startsWith("system:") ? "serviceaccount" : "human";
        return new Alert(
                id,
                "f-" + id,
                new RuleRef(
                        rule,
                        "3",
                        "0".repeat(16),
                        title,
                        List.of("T1098", "T1078.004"),
                        "https://runbooks.example.com/k8s/" + rule,
                        List.of()),
                severity,
                80,
                "",
                NIGHT,
                "prod-eu-1",
                new Actor(actor, kind, List.of("system:authenticated"), "", ""),
                new Client("203.0.113.77", List.of(), "kubectl/v1.31.2"),
                verb,
                target,
                new Outcome(code == 403 ? "denied" : "success", code, ""),
                List.of(),
                List.of(),
                Episode.single(NIGHT),
                Correlation.NONE);
    }

    private static Alert with(Alert alert, Episode episode, Client client, List<Change> changes) {
        return Altered.from(alert)
                .time(episode.lastSeen())
                .episode(episode)
                .client(client)
                .changes(changes)
                .alert();
    }
}
