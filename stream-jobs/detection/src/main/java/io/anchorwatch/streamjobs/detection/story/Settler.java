// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.diff.ObjectDiff;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.engine.DriftTeller;
import io.anchorwatch.streamjobs.detection.facts.ActorKind;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a change whose time has come: who made it, what changed, and which rules that meets. */
final class Settler {

    private final DriftTeller teller;
    private final Noise noise;
    private final Owners owners;
    private final WriteLog writes;
    private final Attributor attributor;
    private final StorySettings settings;
    private final StoryOutput output;
    private long settledMicros = Progress.NOTHING;

    Settler(RuleSet rules, Owners owners, WriteLog writes, StorySettings settings, StoryOutput output) {
        this.teller = new DriftTeller(rules);
        this.noise = rules.noise();
        this.owners = owners;
        this.writes = writes;
        this.attributor = new Attributor(writes, settings);
        this.settings = settings;
        this.output = output;
    }

    /** Up to which time everything is in, of the cluster whose changes are judged next. */
    void settledUpTo(long timeMicros) {
        settledMicros = timeMicros;
    }

    /** The request that shows a change as its own, or null. */
    @Nullable
    Write made(ObjectChange change, long dueMicros) {
        // Later ones are in by chance, if the streams are not equally far; only a live job takes what it gets.
        long to = settings.eager() ? Long.MAX_VALUE : dueMicros + StorySettings.micros(settings.patience());
        return writes.made(change, StorySettings.remembered(dueMicros), to);
    }

    /** Judges a change that is due at a time with the request that its response shows. */
    void exact(Pending pending, long dueMicros, Write write) {
        judge(pending, dueMicros, changes(pending), Attribution.EXACT, write);
    }

    /** Judges a change that is due at a time with whatever is known now. */
    Attribution settle(Pending pending, long dueMicros, boolean alive) {
        ObjectChange change = pending.change();
        List<FieldChange> changes = changes(pending);
        @Nullable Write write = made(change, dueMicros);
        if (write != null) {
            judge(pending, dueMicros, changes, Attribution.EXACT, write);
            return Attribution.EXACT;
        }
        write = attributor.infer(change, changes, dueMicros);
        Attribution attribution = Attribution.INFERRED;
        if (write == null) {
            boolean odd = alive
                    && change.origin() == ObjectChange.Origin.WATCH
                    && writes.isAudited(change, statusOnly(changes), Attributor.micros(change.time()));
            attribution = odd ? Attribution.UNEXPLAINED : Attribution.UNKNOWN;
        }
        judge(pending, dueMicros, changes, attribution, write);
        return attribution;
    }

    /** Judges what a watcher says of itself. */
    void notice(WatchNotice notice) {
        DriftTeller.Findings findings = teller.tell(notice);
        findings.alerts().forEach(output::alert);
        findings.failed().forEach(output::failed);
    }

    private List<FieldChange> changes(Pending pending) {
        return pending.before().length == 0 || pending.change().type() == ObjectChange.Type.DELETED
                ? List.of()
                : ObjectDiff.between(
                        pending.old(),
                        pending.now(),
                        noise.ignoredOf(pending.change().object().groupResource()));
    }

    private static boolean statusOnly(List<FieldChange> changes) {
        return !changes.isEmpty()
                && changes.stream()
                        .allMatch(change -> change.field().split("\\.", 2)[0].equals("status"));
    }

    private void judge(
            Pending pending,
            long dueMicros,
            List<FieldChange> changes,
            Attribution attribution,
            @Nullable Write write) {
        ObjectChange change = pending.change();
        JsonNode envelope = write == null ? MissingNode.getInstance() : Pending.parse(write.envelope());
        JsonNode now = pending.now();
        JsonNode owner = owners.of(change, now.isMissingNode() ? pending.old() : now, dueMicros);
        Drift drift = new Drift(
                change.object(),
                pending.old(),
                now,
                changes,
                change.origin().wireName(),
                attribution,
                envelope,
                write == null ? (statusOnly(changes) ? "status" : "") : write.subresource(),
                owner,
                write == null ? change.time() : Instant.EPOCH.plus(write.timeMicros(), ChronoUnit.MICROS));
        DriftTeller.Place place = new DriftTeller.Place(
                change.cluster(),
                change.id().value(),
                change.time(),
                write == null ? "" : write.eventId(),
                write == null ? "" : anchor(write, change));
        if (write != null) {
            noteWriter(change, dueMicros, write, envelope, owner);
            retell(write, place, drift);
            writes.claim(write);
        }
        Set<String> told = write == null
                ? Set.of()
                : write.alerts().stream().map(alert -> alert.rule().id()).collect(Collectors.toSet());
        DriftTeller.Findings findings = teller.tell(place, drift, told);
        findings.alerts().forEach(output::alert);
        findings.failed().forEach(output::failed);
    }

    /** One request that deletes many objects is many findings. */
    private static String anchor(Write write, ObjectChange change) {
        return write.verb().equals("deletecollection")
                ? write.request() + "/" + change.object().name()
                : write.request();
    }

    /** What the audit event meant alone is told again with what was there before, once. */
    private void retell(Write write, DriftTeller.Place place, Drift drift) {
        if (!drift.changes().isEmpty() && !writes.isClaimed(write)) {
            for (Alert alert : write.alerts()) {
                output.alert(DriftTeller.retell(alert, place, drift));
            }
        }
    }

    /** A controller applies for whoever applied its owner; status is no one's wish. */
    private void noteWriter(ObjectChange change, long dueMicros, Write write, JsonNode envelope, JsonNode owner) {
        JsonNode user = envelope.path("user");
        ActorKind kind = ActorKind.of(user.path("username").asText(), false);
        boolean mechanical = kind == ActorKind.CONTROL_PLANE || kind == ActorKind.NODE;
        String who = mechanical
                ? owner.path("appliedBy").asText()
                : user.path("username").asText();
        if (!write.subresource().equals("status") && !who.isEmpty()) {
            owners.applied(change, dueMicros, who, settledMicros);
        }
    }
}
