// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alerts to send. */
public final class TestAlerts {

    public static final Instant TIME = Instant.parse("2026-03-01T09:30:00Z");

    /** What an attacker would write wherever a cluster lets them. */
    public static final String HOSTILE =
            "\u001b[31mred\u001b]0;title\u0007\u009b1m\u0000\r\n\u2028\u202e<b>|\"'\\ ,{}\ud800 %s${x}";

    private TestAlerts() {}

    public static Alert alert(String id) {
        return alert(id, "finding-" + id);
    }

    public static Alert alert(String id, String fingerprint) {
        return build(id, fingerprint, "pod-exec", Severity.HIGH, "");
    }

    public static Alert alert(String id, String rule, Severity severity) {
        return build(id, "finding-" + id, rule, severity, "");
    }

    public static Alert alert(String id, String fingerprint, String rule, Severity severity) {
        return build(id, fingerprint, rule, severity, "");
    }

    public static Alert hostile(String id) {
        return build(id, "finding-" + id, "pod-exec", Severity.CRITICAL, HOSTILE);
    }

    /** {@code count} alerts over {@code findings} fingerprints; ids are {@code prefix-0} and on. */
    public static List<Alert> alerts(String prefix, int count, int findings) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alerts.add(alert(prefix + "-" + i, "finding-" + i % findings));
        }
        return alerts;
    }

    public static List<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).toList();
    }

    private static Alert build(String id, String fingerprint, String rule, Severity severity, String evil) {
        return new Alert(
                id,
                fingerprint,
                new RuleRef(rule, "3", "0123456789abcdef", "Shell in a pod" + evil, List.of("T1609"), "", List.of()),
                severity,
                73,
                "",
                TIME,
                "prod",
                new Actor("alice" + evil, "human", List.of("dev" + evil), ""),
                new Client("10.0.0.7", List.of(), "kubectl" + evil),
                "create",
                new Target("", "pods", "exec", "shop", "web-0" + evil, "/api/v1/x" + evil),
                new Outcome("success", 101, evil),
                List.of(),
                List.of(new Evidence("e".repeat(40), "4e5f", "ResponseStarted", TIME, Map.of("verb", "create" + evil))),
                Alert.Episode.single(TIME),
                Alert.Correlation.NONE);
    }
}
