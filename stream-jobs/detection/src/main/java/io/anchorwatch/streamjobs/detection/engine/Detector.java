// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges audit events. A pure function of the events of one audit id in their order, and of the rules: an engine only
 * brings events of one audit id to one {@link RequestLog} in order. Immutable, shared by threads.
 */
public final class Detector {

    private final NavigableMap<Long, Compiled> sets = new TreeMap<>();
    private final Set<Envelope> slots = EnumSet.of(Envelope.AUDIT_ID, Envelope.RECEIVED_AT, Envelope.STAGE_TIME);

    /** A rule set, ready to judge. */
    private record Compiled(Program program, String digest, Set<String> silent, HitTeller hits, Noise noise) {

        static Compiled of(RuleSet rules) {
            HitTeller hits = new HitTeller(new CorrelationSet(rules));
            rules.rules().forEach(rule -> hits.prepare(rule.id()));
            return new Compiled(
                    Program.audit(rules.servedBy(LogSource.KUBERNETES_AUDIT)),
                    rules.digest(),
                    rules.silent(),
                    hits,
                    rules.noise());
        }
    }

    /** Takes the rules of a linked set. */
    public Detector(RuleSet rules) {
        this(RuleTimeline.of(rules));
    }

    /** Takes linked sets; an event is judged by the one in force at its time. */
    public Detector(RuleTimeline timeline) {
        timeline.sets().forEach((fromMs, rules) -> {
            Compiled compiled = Compiled.of(rules);
            sets.put(fromMs, compiled);
            slots.addAll(compiled.program().slots());
        });
    }

    /**
     * Judges one event.
     *
     * @param cluster where it happened
     * @param eventId its identity by content
     * @param json its redacted JSON
     * @param log what is remembered of earlier events
     */
    public Judgement judge(String cluster, String eventId, byte[] json, RequestLog log) {
        return judge(cluster, eventId, json, log, new Scratch());
    }

    /** As {@link #judge(String, String, byte[], RequestLog)}, with working memory that the caller keeps. */
    public Judgement judge(String cluster, String eventId, byte[] json, RequestLog log, Scratch scratch) {
        AuditView event;
        Instant time;
        long timeMs;
        try {
            event = AuditView.decode(json, Fact.values().length, slots);
            time = Instant.parse(event.text(Envelope.STAGE_TIME));
            timeMs = time.toEpochMilli();
        } catch (IOException noJson) {
            return new Judgement.Unreadable("not a JSON object");
        } catch (DateTimeException | ArithmeticException noTime) {
            return new Judgement.Unreadable("stageTimestamp is missing or no RFC 3339 time");
        }
        Compiled rules = sets.floorEntry(timeMs).getValue();
        String key = cluster + "/" + event.text(Envelope.AUDIT_ID);
        RequestState state = RequestState.read(log.get(key, timeMs), timeMs);
        if (!state.addEvent(eventId)) {
            return new Judgement.Repeated();
        }
        String request = RequestIdentity.of(cluster, event);
        if (state.addStage(request, event.text(Envelope.STAGE))) {
            event.memo(Fact.AUDIT_ID_REUSED.ordinal(), true);
        }
        List<Program.Hit> fired = new ArrayList<>();
        Program.Verdict verdict = rules.program().run(event, scratch);
        for (Program.Hit hit : verdict.hits()) {
            if (state.addFired(request, hit.rule().id())) {
                fired.add(hit);
            }
        }
        log.put(key, state.write(), timeMs);
        List<Alert> alerts = new ArrayList<>();
        for (Program.Hit hit : fired) {
            if (!rules.silent().contains(hit.rule().id())) {
                alerts.add(AlertTeller.tell(
                        new AlertTeller.Finding(cluster, eventId, request, time, hit, rules.digest()), event));
            }
        }
        HitTeller.Origin origin = new HitTeller.Origin(cluster, eventId, request, time);
        return new Judgement.Evaluated(
                alerts,
                rules.hits().tell(origin, fired, event),
                verdict.failed(),
                WriteTeller.tell(origin, event, alerts, rules.noise()));
    }
}
