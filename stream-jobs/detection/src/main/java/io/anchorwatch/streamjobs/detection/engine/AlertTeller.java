// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.correlation.Story;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.facts.PatchChanges;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Tells a finding as an alert: who did what to which object, from where, with what result. */
final class AlertTeller {

    /** A rule that fired on an event of a request. */
    record Finding(String cluster, String eventId, String request, Instant time, Program.Hit hit, String ruleSet) {}

    private AlertTeller() {}

    static Alert tell(Finding finding, AuditView event) {
        return tell(finding, event, PatchChanges.of(event), List.of());
    }

    /** With the changes that are known otherwise, and what else stands behind it. */
    static Alert tell(Finding finding, AuditView event, List<Alert.Change> changes, List<Alert.Evidence> behind) {
        Rule rule = finding.hit().rule();
        Story story = story(event);
        Alert.Evidence evidence = new Alert.Evidence(
                finding.eventId(),
                event.text(Envelope.AUDIT_ID),
                event.text(Envelope.STAGE),
                finding.time(),
                finding.hit().matched());
        return new Alert(
                id(finding, rule),
                fingerprint(finding, rule, story.actor(), story.target()),
                rule.ref().in(finding.ruleSet()),
                rule.severity(),
                rule.riskScore(),
                rule.message().render(event),
                finding.time(),
                finding.cluster(),
                story.actor(),
                story.client(),
                story.verb(),
                story.target(),
                story.outcome(),
                changes,
                Stream.concat(Stream.of(evidence), behind.stream()).toList(),
                Alert.Episode.single(finding.time()),
                Alert.Correlation.NONE);
    }

    /** Who did what to which object, from where, with what result. */
    static Story story(AuditView event) {
        return new Story(actor(event), client(event), event.text(Envelope.VERB), target(event), outcome(event));
    }

    /** Anchored at the request, not at one of its stages: whichever stage comes first, the alert is the same one. */
    private static String id(Finding finding, Rule rule) {
        return new Digest()
                .add(finding.cluster())
                .add(rule.id())
                .add(rule.ref().logicHash())
                .add("")
                .add(finding.request())
                .hex(40);
    }

    private static String fingerprint(Finding finding, Rule rule, Alert.Actor actor, Alert.Target target) {
        Digest digest = new Digest()
                .add(finding.cluster())
                .add(rule.id())
                .add(actor.name())
                .add(actor.impersonating());
        Stream.of(target.apiGroup(), target.resource(), target.subresource(), target.namespace(), target.name())
                .forEach(digest::add);
        return digest.hex(40);
    }

    private static Alert.Actor actor(AuditView event) {
        return new Alert.Actor(
                event.text(Envelope.USERNAME),
                Fact.ACTOR_KIND.of(event).toString(),
                event.texts(Envelope.USER_GROUPS),
                event.text(Envelope.IMPERSONATED_USERNAME),
                event.text(Envelope.OWNER_APPLIED_BY));
    }

    private static Alert.Client client(AuditView event) {
        List<String> claimed = ((List<?>) Fact.CLIENT_CLAIMED.of(event))
                .stream().map(String::valueOf).toList();
        return new Alert.Client(Fact.CLIENT_ADDRESS.of(event).toString(), claimed, event.text(Envelope.USER_AGENT));
    }

    private static Alert.Target target(AuditView event) {
        return new Alert.Target(
                event.text(Envelope.API_GROUP),
                event.text(Envelope.RESOURCE),
                event.text(Envelope.SUBRESOURCE),
                event.text(Envelope.NAMESPACE),
                Fact.TARGET_NAME.of(event).toString(),
                event.text(Envelope.REQUEST_URI));
    }

    private static Alert.Outcome outcome(AuditView event) {
        String reason = event.text(Envelope.STATUS_REASON);
        return new Alert.Outcome(
                Fact.OUTCOME.of(event).toString(),
                (int) event.number(Envelope.STATUS_CODE),
                reason.isEmpty() ? event.text(Envelope.DECISION_REASON) : reason);
    }
}
