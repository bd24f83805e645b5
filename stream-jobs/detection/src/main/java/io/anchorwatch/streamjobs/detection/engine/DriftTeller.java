// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import io.anchorwatch.streamjobs.detection.drift.Activity;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a change of an object and tells what it means as alerts. Not thread-safe. */
public final class DriftTeller {

    private static final int MAX_CHANGES = 20;
    private static final int MAX_TEXT = 256;

    private final DriftDetector detector;
    private final Set<String> silent;
    private final String digest;

    /** Takes the rules of a linked set. */
    public DriftTeller(RuleSet rules) {
        this.detector = new DriftDetector(rules);
        this.silent = rules.silent();
        this.digest = rules.digest();
    }

    /**
     * Where a change stands in the streams.
     *
     * @param cluster where
     * @param changeId identity of the change
     * @param seen when it was seen
     * @param eventId identity of the audit event that made it, empty when none is known
     * @param request identity of that request, empty when none is known
     */
    public record Place(String cluster, String changeId, Instant seen, String eventId, String request) {}

    /**
     * What was found.
     *
     * @param alerts by the rules that fire, in order of their ids
     * @param failed ids of rules that had a test that could not answer, and why
     */
    public record Findings(List<Alert> alerts, Map<String, String> failed) {}

    /** Judges a change; {@code told} names the rules that told of its request already. */
    public Findings tell(Place place, Drift drift, Set<String> told) {
        DriftDetector.Verdict verdict = detector.judge(drift);
        List<Alert> alerts = new ArrayList<>();
        for (Program.Hit hit : verdict.hits()) {
            if (!silent.contains(hit.rule().id()) && !told.contains(hit.rule().id())) {
                alerts.add(tell(place, drift, verdict, hit));
            }
        }
        return new Findings(alerts, verdict.failed());
    }

    /** Judges what a watcher says of itself. */
    public Findings tell(WatchNotice notice) {
        DriftDetector.Verdict verdict = detector.judge(Activity.of(notice));
        List<Alert> alerts = new ArrayList<>();
        for (Program.Hit hit : verdict.hits()) {
            if (!silent.contains(hit.rule().id())) {
                String id = notice.id().value();
                alerts.add(AlertTeller.tell(
                        new AlertTeller.Finding(notice.cluster(), id, id, notice.time(), hit, digest),
                        verdict.event(),
                        List.of(),
                        List.of()));
            }
        }
        return new Findings(alerts, verdict.failed());
    }

    private Alert tell(Place place, Drift drift, DriftDetector.Verdict verdict, Program.Hit hit) {
        boolean attributed = drift.attribution().isKnown();
        AlertTeller.Finding finding = new AlertTeller.Finding(
                place.cluster(),
                attributed ? place.eventId() : place.changeId(),
                attributed ? place.request() : place.changeId(),
                drift.time(),
                hit,
                digest);
        return AlertTeller.tell(
                finding, verdict.event(), changes(drift.changes()), attributed ? List.of(evidence(place)) : List.of());
    }

    /** An alert that the audit event alone had told, with what its object shows of before and after. */
    public static Alert retell(Alert alert, Place place, Drift drift) {
        List<Alert.Evidence> evidence = new ArrayList<>(alert.evidence());
        evidence.add(evidence(place));
        Alert.Episode before = alert.episode();
        return new Alert(
                alert.id(),
                alert.fingerprint(),
                alert.rule(),
                alert.severity(),
                alert.riskScore(),
                alert.message(),
                alert.time(),
                alert.cluster(),
                alert.actor(),
                alert.client(),
                alert.verb(),
                alert.target(),
                alert.outcome(),
                changes(drift.changes()),
                evidence,
                new Alert.Episode(
                        before.count(),
                        before.firstSeen(),
                        before.lastSeen(),
                        before.state(),
                        before.revision() + 1,
                        before.supersedes()),
                alert.correlation());
    }

    private static Alert.Evidence evidence(Place place) {
        return new Alert.Evidence(place.changeId(), "", "", place.seen(), Map.of());
    }

    private static List<Alert.Change> changes(List<FieldChange> changes) {
        return changes.stream()
                .limit(MAX_CHANGES)
                .map(change -> new Alert.Change(cut(change.pointer()), text(change.before()), text(change.after())))
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
