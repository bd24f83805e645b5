// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells an episode as an alert: what all its events share, what was counted, and the events at its ends. */
final class CorrelationAlert {

    private static final String CAPPED = "correlation-capped";

    private CorrelationAlert() {}

    /** Anchored at the first event of the window that fired: later events of the same burst do not change it. */
    static String id(CorrelationRule rule, GroupState state, Entry anchor) {
        return digest(rule, state).add(anchor.source().eventId()).hex(40);
    }

    private static Digest digest(CorrelationRule rule, GroupState state) {
        Digest digest =
                new Digest().add(state.cluster).add(rule.id()).add(rule.ref().logicHash());
        state.group.forEach(digest::add);
        return digest.add("");
    }

    static Alert tell(
            CorrelationRule rule, String ruleSet, GroupState state, Episode episode, Alert.EpisodeState stands) {
        return new Alert(
                episode.alertId,
                fingerprint(rule, state),
                rule.ref().in(ruleSet),
                rule.severity(),
                rule.riskScore(),
                message(rule, state, episode),
                time(episode.openedMicros),
                state.cluster,
                episode.story.actor(),
                episode.story.client(),
                episode.story.verb(),
                episode.story.target(),
                episode.story.outcome(),
                List.of(),
                evidence(rule, episode.evidence()),
                new Alert.Episode(
                        episode.count,
                        time(episode.firstMicros),
                        time(episode.lastMicros),
                        stands,
                        episode.revision,
                        episode.supersedes),
                new Alert.Correlation(
                        rule.type().sigmaName(),
                        rule.span().toString(),
                        group(rule, state),
                        episode.value,
                        episode.warming,
                        episode.capped));
    }

    /** The watch's own alert: a group holds more events than are kept, so values over it may be too small. */
    static Alert capped(CorrelationRule rule, String ruleSet, GroupState state, Entry at) {
        Alert.RuleRef ref = new Alert.RuleRef(
                CAPPED,
                "",
                rule.ref().logicHash(),
                "A correlation leaves events of one group out",
                List.of(),
                "Look at the group: one that grows without end may be made to hide something."
                        + " Lower bounds still hold; sums, averages and upper bounds may not.",
                List.of(),
                ruleSet);
        return new Alert(
                digest(rule, state).add(CAPPED).add(at.source().eventId()).hex(40),
                digest(rule, state).add(CAPPED).hex(40),
                ref,
                Severity.MEDIUM,
                Severity.MEDIUM.defaultRiskScore(),
                "correlation " + rule.id() + " keeps " + state.window.size() + " events of a group and leaves the older"
                        + " ones out",
                time(at.timeMicros()),
                state.cluster,
                at.story().actor(),
                at.story().client(),
                "",
                Story.NOTHING.target(),
                Story.NOTHING.outcome(),
                List.of(),
                evidence(rule, List.of(at)),
                Alert.Episode.single(time(at.timeMicros())),
                new Alert.Correlation(
                        rule.type().sigmaName(), rule.span().toString(), group(rule, state), "", false, true));
    }

    private static String fingerprint(CorrelationRule rule, GroupState state) {
        Digest digest = new Digest().add(state.cluster).add(rule.id());
        state.group.forEach(digest::add);
        return digest.hex(40);
    }

    private static Map<String, String> group(CorrelationRule rule, GroupState state) {
        Map<String, String> group = new LinkedHashMap<>();
        for (int i = 0; i < state.group.size(); i++) {
            group.put(rule.groupBy().get(i).name(), state.group.get(i));
        }
        return group;
    }

    private static String message(CorrelationRule rule, GroupState state, Episode episode) {
        StringBuilder message = new StringBuilder(rule.type().sigmaName())
                .append(' ')
                .append(episode.value)
                .append(" within ")
                .append(shown(rule.span()));
        group(rule, state)
                .forEach((field, value) ->
                        message.append(", ").append(field).append('=').append(value));
        if (episode.warming) {
            message.append("; the rule is new: earlier events were not counted");
        }
        return message.toString();
    }

    /** {@code PT5M} as {@code 5m}. */
    private static String shown(Duration span) {
        return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static List<Alert.Evidence> evidence(CorrelationRule rule, List<Entry> entries) {
        List<Alert.Evidence> evidence = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, String> matched = new LinkedHashMap<>();
            matched.put("rule", met(rule, entry));
            if (!entry.values().isEmpty()) {
                matched.put(
                        String.join("+", rule.condition().fields()),
                        entry.values().get(0));
            }
            evidence.add(new Alert.Evidence(
                    entry.source().eventId(),
                    entry.source().auditId(),
                    entry.source().stage(),
                    time(entry.timeMicros()),
                    matched));
        }
        return evidence;
    }

    private static String met(CorrelationRule rule, Entry entry) {
        List<String> met = new ArrayList<>();
        for (int i = 0; i < rule.rules().size(); i++) {
            if ((entry.rules() >> i & 1) != 0) {
                met.add(rule.rules().get(i));
            }
        }
        return String.join(", ", met);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
