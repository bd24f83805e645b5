// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Correlations on a short history. An event is written {@code second verb user namespace}; base rules are called after
 * the verb they match, and {@code pods} matches all.
 */
final class Timeline {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final List<String> VERBS = List.of("get", "list", "delete", "create");

    private Timeline() {}

    /** Base rules and these correlations; each correlation is its body, indented, under a title. */
    static RuleSet rules(String... correlations) {
        StringBuilder text = new StringBuilder();
        for (String verb : VERBS) {
            text.append("title: base\nname: ").append(verb).append("\nlevel: low\nlogsource: {product: kubernetes}\n");
            text.append("detection: {s: {verb: ").append(verb).append("}, condition: s}\n---\n");
        }
        if (String.join("", correlations).contains("pods")) {
            text.append("title: base\nname: pods\nlevel: low\nlogsource: {product: kubernetes}\n");
            text.append("detection: {s: {objectRef.resource: pods, verb|exists: true}, condition: s}\n---\n");
        }
        int number = 0;
        for (String body : correlations) {
            text.append("title: C\nname: c").append(number++).append("\nlevel: high\ncorrelation:\n");
            text.append(body.stripTrailing().indent(2)).append("---\n");
        }
        RuleSet rules = Sigma.read(text.toString()).linked();
        if (rules.hasErrors()) {
            throw new AssertionError(rules.problems().get(0).render());
        }
        return rules;
    }

    static List<Alert> run(RuleSet rules, List<String> events) {
        return run(rules, CorrelationSettings.settledInOnePlace(), events);
    }

    static List<Alert> run(RuleSet rules, CorrelationSettings settings, List<String> events) {
        List<Alert> alerts = new ArrayList<>();
        InMemoryJob job = new InMemoryJob(rules, settings, alerts::add);
        for (String event : events) {
            accept(job, event);
        }
        job.finish();
        return alerts;
    }

    static void accept(InMemoryJob job, String event) {
        String[] parts = event.trim().split(" +");
        Instant time = START.plus(Duration.ofMillis(Math.round(Double.parseDouble(parts[0]) * 1_000)));
        String json = String.format(
                Locale.ROOT,
                "{\"stage\":\"ResponseComplete\",\"auditID\":\"%1$s\",\"verb\":\"%2$s\",\"user\":{\"username\":\"%3$s\"},"
                        + "\"objectRef\":{\"namespace\":\"%4$s\",\"resource\":\"pods\"},\"stageTimestamp\":\"%5$s\","
                        + "\"requestReceivedTimestamp\":\"%5$s\",\"responseStatus\":{\"code\":200}}",
                String.join("-", parts),
                parts[1],
                parts[2],
                parts.length > 3 ? parts[3] : "ns",
                time);
        job.accept("c", String.join("-", parts), json.getBytes(StandardCharsets.UTF_8), time);
    }

    /** An alert as {@code id-of-rule state xCount =value @opened..last}. */
    static String shown(Alert alert) {
        return alert.rule().id() + " " + alert.episode().state().name().toLowerCase(Locale.ROOT) + " x"
                + alert.episode().count() + " =" + alert.correlation().value() + " @"
                + seconds(alert.time()) + ".." + seconds(alert.episode().lastSeen());
    }

    private static String seconds(Instant time) {
        double seconds = Duration.between(START, time).toMillis() / 1_000.0;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
