// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.ingest.event.EventTime;
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
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        return judge(read(cluster, eventId, json), log, scratch);
    }

    /**
     * Does all of judging an event that needs no memory of others, which is nearly all of it. On any thread, for events in
     * any order.
     *
     * @param scratch the thread's own
     */
    public Case open(String cluster, String eventId, byte[] json, Scratch scratch) {
        Case read = read(cluster, eventId, json);
        Case.@Nullable Opened opened = read.opened();
        if (opened == null) {
            return read;
        }
        Compiled rules = rules(opened.timeMs());
        Program.Verdict verdict = rules.program().run(opened.event(), scratch);
        Judgement.Evaluated whole = tell(rules, opened.origin(), opened.event(), verdict, verdict.hits());
        return Case.of(new Case.Opened(opened.origin(), opened.timeMs(), json, opened.event(), verdict, whole));
    }

    private Case read(String cluster, String eventId, byte[] json) {
        AuditView event;
        Instant time;
        long timeMs;
        try {
            event = AuditView.decode(json, Fact.values().length, slots);
            time = EventTime.parse(event.text(Envelope.STAGE_TIME));
            timeMs = time.toEpochMilli();
        } catch (IOException noJson) {
            return Case.unreadable("not a JSON object");
        } catch (DateTimeException | ArithmeticException noTime) {
            return Case.unreadable("stageTimestamp is missing or no RFC 3339 time");
        }
        String request = RequestIdentity.of(cluster, event);
        HitTeller.Origin origin = new HitTeller.Origin(cluster, eventId, request, time);
        return Case.of(new Case.Opened(origin, timeMs, json, event, null, null));
    }

    /** Judges a case: holds what it means against what came before. Cases of one audit id come in their order. */
    public Judgement judge(Case open, RequestLog log, Scratch scratch) {
        Case.@Nullable Opened opened = open.opened();
        if (opened == null) {
            return new Judgement.Unreadable(open.unreadable());
        }
        HitTeller.Origin origin = opened.origin();
        AuditView event = opened.event();
        long timeMs = opened.timeMs();
        Compiled rules = rules(timeMs);
        String key = origin.cluster() + "/" + event.text(Envelope.AUDIT_ID);
        RequestState state = RequestState.read(log.get(key, timeMs), timeMs);
        if (!state.addEvent(origin.eventId())) {
            return new Judgement.Repeated();
        }
        Program.@Nullable Verdict verdict = opened.verdict();
        if (state.addStage(origin.request(), event.text(Envelope.STAGE))) {
            event = verdict == null ? event : again(opened.json());
            event.memo(Fact.AUDIT_ID_REUSED.ordinal(), true);
            verdict = null;
        }
        boolean foreseen = verdict != null;
        verdict = verdict == null ? rules.program().run(event, scratch) : verdict;
        List<Program.Hit> fired = new ArrayList<>();
        for (Program.Hit hit : verdict.hits()) {
            if (state.addFired(origin.request(), hit.rule().id())) {
                fired.add(hit);
            }
        }
        log.put(key, state.write(), timeMs);
        Judgement.@Nullable Evaluated whole = opened.whole();
        return foreseen && whole != null && fired.size() == verdict.hits().size()
                ? whole
                : tell(rules, origin, event, verdict, fired);
    }

    /** Facts remember their values: one that is different now needs the event as if nobody had looked. */
    private AuditView again(byte[] json) {
        try {
            return AuditView.decode(json, Fact.values().length, slots);
        } catch (IOException changed) {
            throw new UncheckedIOException("an event that was read before can't be read", changed);
        }
    }

    private Compiled rules(long timeMs) {
        return sets.floorEntry(timeMs).getValue();
    }

    private static Judgement.Evaluated tell(
            Compiled rules,
            HitTeller.Origin origin,
            AuditView event,
            Program.Verdict verdict,
            List<Program.Hit> fired) {
        List<Alert> alerts = new ArrayList<>();
        for (Program.Hit hit : fired) {
            if (!rules.silent().contains(hit.rule().id())) {
                alerts.add(AlertTeller.tell(
                        new AlertTeller.Finding(
                                origin.cluster(),
                                origin.eventId(),
                                origin.request(),
                                origin.time(),
                                hit,
                                rules.digest()),
                        event));
            }
        }
        return new Judgement.Evaluated(
                alerts,
                rules.hits().tell(origin, fired, event),
                verdict.failed(),
                WriteTeller.tell(origin, event, alerts, rules.noise()));
    }
}
