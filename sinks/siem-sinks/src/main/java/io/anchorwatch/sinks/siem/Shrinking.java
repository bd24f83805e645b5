// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an alert smaller until its target takes it: who writes long names must not be able to keep an alert away. Fields are
 * cut, never encoded bytes, so that what is left is whole and parses: first what explains, last who and what. Id,
 * fingerprint, rule id, severity and times always stay.
 */
public final class Shrinking {

    /** How often it can be made smaller. */
    public static final int STEPS = 4;

    private Shrinking() {}

    /** The alert after that many steps, 0 for the alert as it is. */
    public static Alert step(Alert alert, int step) {
        return switch (step) {
            case 0 -> alert;
            case 1 -> cut(alert, 512, 512, 5, 3, 20);
            case 2 -> cut(alert, 256, 128, 3, 1, 8);
            case 3 -> cut(alert, 128, 0, 0, 1, 0);
            default -> cut(alert, 64, 0, 0, 0, 0);
        };
    }

    private static Alert cut(Alert alert, int text, int value, int changes, int evidence, int list) {
        Alert.RuleRef rule = alert.rule();
        Alert.Target target = alert.target();
        return new Alert(
                alert.id(),
                alert.fingerprint(),
                new Alert.RuleRef(
                        rule.id(),
                        cut(rule.version(), text),
                        cut(rule.logicHash(), text),
                        cut(rule.title(), text),
                        first(rule.attack(), 8).stream()
                                .map(technique -> cut(technique, text))
                                .toList(),
                        value == 0 ? "" : cut(rule.runbook(), text),
                        value == 0
                                ? List.of()
                                : first(rule.references(), 2).stream()
                                        .map(link -> cut(link, text))
                                        .toList(),
                        cut(rule.ruleSet(), text)),
                alert.severity(),
                alert.riskScore(),
                cut(alert.message(), text),
                alert.time(),
                cut(alert.cluster(), text),
                new Alert.Actor(
                        cut(alert.actor().name(), text),
                        cut(alert.actor().kind(), text),
                        first(alert.actor().groups(), list).stream()
                                .map(group -> cut(group, text))
                                .toList(),
                        cut(alert.actor().impersonating(), text),
                        cut(alert.actor().onBehalfOf(), text)),
                new Alert.Client(
                        cut(alert.client().address(), text),
                        first(alert.client().claimed(), list).stream()
                                .map(address -> cut(address, text))
                                .toList(),
                        cut(alert.client().userAgent(), text)),
                cut(alert.verb(), text),
                new Alert.Target(
                        cut(target.apiGroup(), text),
                        cut(target.resource(), text),
                        cut(target.subresource(), text),
                        cut(target.namespace(), text),
                        cut(target.name(), text),
                        cut(target.uri(), text)),
                new Alert.Outcome(
                        cut(alert.outcome().result(), text),
                        alert.outcome().code(),
                        cut(alert.outcome().reason(), text)),
                first(alert.changes(), changes).stream()
                        .map(change -> new Change(
                                cut(change.path(), text), cut(change.before(), value), cut(change.after(), value)))
                        .toList(),
                first(alert.evidence(), evidence).stream()
                        .map(event -> new Evidence(
                                cut(event.eventId(), text),
                                cut(event.auditId(), text),
                                cut(event.stage(), text),
                                event.time(),
                                matched(event.matched(), value, list)))
                        .toList(),
                episode(alert.episode(), text),
                value == 0 ? Alert.Correlation.NONE : correlation(alert.correlation(), text, list));
    }

    private static Alert.Episode episode(Alert.Episode all, int text) {
        return new Alert.Episode(
                all.count(), all.firstSeen(), all.lastSeen(), all.state(), all.revision(), cut(all.supersedes(), text));
    }

    private static Alert.Correlation correlation(Alert.Correlation all, int text, int most) {
        return new Alert.Correlation(
                cut(all.type(), text),
                cut(all.window(), text),
                matched(all.group(), text, most),
                cut(all.value(), text),
                all.warming(),
                all.capped());
    }

    private static Map<String, String> matched(Map<String, String> all, int value, int most) {
        Map<String, String> some = new LinkedHashMap<>();
        if (value > 0) {
            all.entrySet().stream()
                    .limit(most)
                    .forEach(entry -> some.put(cut(entry.getKey(), 128), cut(entry.getValue(), value)));
        }
        return some;
    }

    private static <T> List<T> first(List<T> items, int most) {
        return items.subList(0, Math.min(items.size(), most));
    }

    private static String cut(String text, int most) {
        return most == 0 || text.isEmpty() ? "" : PlainText.clean(text, most);
    }
}
