// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.Sentence;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One alert as people read it, part by part in the order that they read. Every part is {@linkplain PlainText clean} text of
 * bounded length on one line and still has to be escaped for its target.
 *
 * @param severity how bad
 * @param resolved whether it is over
 * @param title the rule's, at most 200 UTF-16 units
 * @param sentence who did what to which object, where and how it ended, at most 1,000
 * @param changes what changed, {@code path: before → after}, at most 6 lines of 600
 * @param when since when and how often, in UTC
 * @param source from where: what the API server saw, and what was only claimed; empty when nothing is known
 * @param rule the rule's id and its ATT&amp;CK ids
 * @param advice the rule's words on what to do next, when they are no link; else empty
 * @param runbook the rule's link on what to do next, https only
 * @param id of the alert
 * @param alert the whole of it
 */
public record Finding(
        Severity severity,
        boolean resolved,
        String title,
        String sentence,
        List<String> changes,
        String when,
        String source,
        String rule,
        String advice,
        Optional<URI> runbook,
        String id,
        Alert alert) {

    private static final int CHANGES = 5;
    private static final int WORDS = 200;

    public Finding {
        changes = List.copyOf(changes);
    }

    static Finding of(Alert alert) {
        Optional<URI> runbook = Links.https(alert.rule().runbook());
        return new Finding(
                alert.severity(),
                alert.episode().state() == Alert.EpisodeState.CLOSE,
                Sentence.title(alert),
                Sentence.of(alert),
                Sentence.changes(alert, CHANGES),
                Spans.of(alert.episode()),
                source(alert.client()),
                rule(alert.rule()),
                runbook.isPresent() ? "" : PlainText.clean(alert.rule().runbook(), WORDS),
                runbook,
                PlainText.clean(alert.deliveryId(), 64),
                alert);
    }

    /** The severity in capitals; for what is over, that it is, and how bad it was. */
    public String label() {
        return Incident.label(severity, resolved);
    }

    /**
     * What is known beside the sentence and the changes, in the order people read it: when, from where, the rule, what to
     * do when that is no link, and the id.
     *
     * @param surroundings whether to tell when and from where; without it only what it takes to look the alert up
     */
    public List<Fact> facts(boolean surroundings) {
        List<Fact> facts = new ArrayList<>();
        if (surroundings) {
            facts.add(new Fact("Seen", when));
            facts.add(new Fact("From", source));
            facts.add(new Fact("Next", advice));
        }
        facts.add(new Fact("Rule", rule));
        facts.add(new Fact("Alert", id));
        facts.removeIf(fact -> fact.text().isBlank());
        return List.copyOf(facts);
    }

    private static String source(Alert.Client client) {
        StringBuilder text = new StringBuilder();
        part(text, "", client.address());
        part(
                text,
                "claims to be ",
                String.join(
                        ", ",
                        client.claimed().subList(0, Math.min(3, client.claimed().size()))));
        part(text, "agent ", client.userAgent());
        return text.toString();
    }

    private static void part(StringBuilder text, String word, String value) {
        String clean = PlainText.clean(value, WORDS);
        if (!clean.isBlank()) {
            text.append(text.length() == 0 ? "" : "; ").append(word).append(clean);
        }
    }

    private static String rule(Alert.RuleRef rule) {
        String id = PlainText.clean(rule.id(), WORDS);
        return rule.attack().isEmpty() ? id : id + " · " + PlainText.clean(String.join(", ", rule.attack()), WORDS);
    }
}
