// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.detection.drift.Activity;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Judges changes of objects. A rule fires when it holds for the object as it is and did not hold, on the same values, for
 * the object as it was: what was there before is posture, not drift. Not thread-safe.
 */
public final class DriftDetector {

    private final Program program;
    private final Scratch scratch = new Scratch();
    private final Scratch scratchBefore = new Scratch();

    /** Takes the rules of a linked set that are for object changes. */
    public DriftDetector(RuleSet rules) {
        this.program = Program.audit(rules.servedBy(LogSource.KUBERNETES_OBJECTS));
    }

    /**
     * What the rules say of a change.
     *
     * @param event the change as rules saw it
     * @param hits rules that fire, in order of id
     * @param failed rules that had a test that could not answer, and why
     */
    record Verdict(AuditView event, List<Program.Hit> hits, Map<String, String> failed) {}

    /** Ids of the rules that fire, in their order. */
    public List<String> fired(Drift drift) {
        return judge(drift).hits().stream().map(hit -> hit.rule().id()).toList();
    }

    /** Ids of the rules that fire on what a watcher says of itself, in their order. */
    public List<String> fired(WatchNotice notice) {
        return judge(Activity.of(notice)).hits().stream()
                .map(hit -> hit.rule().id())
                .toList();
    }

    /** A rule that holds for an object, and the fields with the values that it holds on. */
    public record Held(Rule rule, Map<String, String> matched) {

        public Held {
            matched = Map.copyOf(matched);
        }
    }

    /**
     * Rules that look at the object and hold for it as it is, whatever it was, in order of id: its posture. What is about
     * the writing alone is left out.
     *
     * @param failed takes ids of rules that had a test that could not answer, and why
     */
    public List<Held> holding(Drift drift, BiConsumer<String, String> failed) {
        Program.Verdict verdict = program.run(view(Activity.of(drift)), scratch);
        verdict.failed().forEach(failed);
        return verdict.hits().stream()
                .filter(DriftDetector::asksTheObject)
                .map(hit -> new Held(hit.rule(), hit.matched()))
                .toList();
    }

    Verdict judge(Drift drift) {
        AuditView now = view(Activity.of(drift));
        Program.Verdict verdict = program.run(now, scratch);
        List<Program.Hit> hits = verdict.hits();
        if (!hits.isEmpty() && drift.verb().equals("update")) {
            hits = news(hits, drift);
        }
        return new Verdict(now, hits, verdict.failed());
    }

    /** What the rules say of something that is a change of nothing, such as a watcher's notice. */
    Verdict judge(byte[] activity) {
        AuditView event = view(activity);
        Program.Verdict verdict = program.run(event, scratch);
        return new Verdict(event, verdict.hits(), verdict.failed());
    }

    private List<Program.Hit> news(List<Program.Hit> hits, Drift drift) {
        List<Program.Hit> before =
                program.run(view(Activity.ofNoChange(drift)), scratchBefore).hits();
        List<Program.Hit> news = new ArrayList<>();
        for (Program.Hit hit : hits) {
            if (!asksTheObject(hit) || before.stream().noneMatch(old -> isSame(old, hit))) {
                news.add(hit);
            }
        }
        return news;
    }

    /** A rule that does not look at the object is about its being written: that is always news. */
    private static boolean asksTheObject(Program.Hit hit) {
        return hit.matched().keySet().stream()
                .anyMatch(field -> field.startsWith("object.")
                        || field.startsWith("responseObject.")
                        || Fact.of(field).filter(Fact::needsBody).isPresent());
    }

    private static boolean isSame(Program.Hit one, Program.Hit other) {
        return one.rule().id().equals(other.rule().id()) && one.matched().equals(other.matched());
    }

    private AuditView view(byte[] activity) {
        try {
            return AuditView.decode(activity, Fact.values().length, program.slots());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an activity is always an object", impossible);
        }
    }
}
