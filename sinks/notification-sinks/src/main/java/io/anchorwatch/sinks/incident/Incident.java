// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.MessageTemplate;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one message says. All texts are {@linkplain PlainText clean}, bounded and not yet escaped.
 *
 * @param id of the message, the same at every try
 * @param key of what it is about: the same for all messages of a group or a finding
 * @param severity the worst it tells of
 * @param resolved whether all of it is over
 * @param headline what it is in one line of at most 250 UTF-16 units, without the severity
 * @param group the route's group-by fields and values; empty for a single alert
 * @param findings what is told, worst first and oldest first within; empty when all is only counted
 * @param held what is counted instead
 * @param template the route's own text
 */
public record Incident(
        String id,
        String key,
        Severity severity,
        boolean resolved,
        String headline,
        Map<String, String> group,
        List<Finding> findings,
        Notification.Held held,
        Optional<MessageTemplate> template) {

    private static final int FIELD = 160;
    private static final int SUMMARY = 500;

    public Incident {
        findings = List.copyOf(findings);
    }

    /** What a notification says. */
    public static Incident of(Notification notification) {
        List<Finding> findings = notification.alerts().stream()
                .map(Finding::of)
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        Map<String, String> group = new LinkedHashMap<>();
        notification
                .group()
                .forEach((field, value) -> group.put(PlainText.clean(field, FIELD), PlainText.clean(value, FIELD)));
        return new Incident(
                notification.id(),
                notification.key(),
                notification.severity(),
                notification.isResolved(),
                Headline.of(findings, notification.held()),
                group,
                findings,
                notification.held(),
                notification.template());
    }

    /** The severity in capitals; for what is over, that it is, and how bad it was. */
    public String label() {
        return label(severity, resolved);
    }

    static String label(Severity severity, boolean resolved) {
        String word = severity.wireName().toUpperCase(Locale.ROOT);
        return resolved ? "RESOLVED (was " + word + ")" : word;
    }

    /** How it looks. */
    public Tone tone() {
        return Tone.of(severity, resolved);
    }

    /** All of it in one line of at most 500 UTF-16 units: what a phone shows while it is locked. */
    public String summary() {
        String deed = findings.size() == 1 ? " — " + findings.get(0).sentence() : "";
        return PlainText.clean(label() + ": " + headline + deed, SUMMARY);
    }

    /** The group's fields, such as {@code namespace shop, rule pod-exec}; empty for a single alert. */
    public String groupText() {
        StringBuilder text = new StringBuilder();
        group.forEach((field, value) -> text.append(text.length() == 0 ? "" : ", ")
                .append(field)
                .append(' ')
                .append(value.isEmpty() ? "(none)" : value));
        return text.toString();
    }

    /**
     * What a message does not tell one by one: the findings from {@code shown} on, and what the route held back, counted
     * by rule, when, and why.
     *
     * @return lines, at most 9; none when everything is told
     */
    public List<String> more(int shown) {
        return More.lines(findings.subList(Math.min(shown, findings.size()), findings.size()), held, shown > 0);
    }

    /** The text by the route's template, with every value through the escaper of the target; empty without a template. */
    public Optional<String> text(UnaryOperator<String> escaper) {
        return template.map(text -> text.render(TemplateValues.of(this), escaper));
    }
}
