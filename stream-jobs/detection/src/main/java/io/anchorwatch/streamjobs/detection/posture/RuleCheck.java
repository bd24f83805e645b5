// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.engine.DriftDetector;
import io.anchorwatch.streamjobs.detection.engine.DriftDetector.Held;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules for object changes, held against each object as if nobody known had just made it. */
final class RuleCheck {

    private final DriftDetector detector;
    private final Set<String> silent;
    private final SortedMap<String, Integer> failed = new TreeMap<>();
    private final Findings findings;
    private int standard;

    RuleCheck(RuleSet rules, Findings findings) {
        this.detector = new DriftDetector(rules);
        this.silent = rules.silent();
        this.findings = findings;
    }

    void run(Cluster cluster) {
        for (Unit unit : cluster.units().all()) {
            unit(unit, cluster.reach(unit));
        }
        for (Item item : cluster.state().all()) {
            if (Owners.isWorkload(item)) {
                continue;
            }
            if (Defaults.isDefault(item)) {
                standard++;
                continue;
            }
            for (Held held : holding(item)) {
                findings.add(about(held.rule()), item.holder(), 1, cluster.reach(item));
            }
        }
    }

    /** How many roles and bindings were left out as Kubernetes' own. */
    int standard() {
        return standard;
    }

    /** Ids of rules that could not be evaluated, with how often. */
    SortedMap<String, Integer> failed() {
        return Collections.unmodifiableSortedMap(failed);
    }

    private void unit(Unit unit, Reach reach) {
        Map<String, Map<String, String>> told = new HashMap<>();
        SortedMap<Findings.About, Integer> pods = new TreeMap<>(Comparator.comparing(Findings.About::rule));
        for (Item pod : unit.podsAndTemplate()) {
            for (Held held : unit.isPod() ? holding(pod) : holdingOwned(pod)) {
                told.merge(held.rule().id(), facts(held), RuleCheck::both);
                pods.merge(about(held.rule()), unit.pods().contains(pod) ? 1 : 0, Integer::sum);
            }
        }
        Holder holder = unit.root().holder();
        pods.forEach((about, count) -> findings.add(about, holder, Math.max(1, count), reach));
        if (!unit.isPod()) {
            for (Held held : holding(unit.root())) {
                if (told.values().stream()
                        .noneMatch(facts ->
                                facts.entrySet().containsAll(facts(held).entrySet()))) {
                    findings.add(about(held.rule()), holder, 1, reach);
                }
            }
        }
    }

    /** For a pod that is told at its owner: rules pass over what is owned, so it is judged as if nobody owned it. */
    private List<Held> holdingOwned(Item pod) {
        List<Held> all = holding(unowned(pod));
        all.removeIf(held -> held.matched().keySet().stream().anyMatch(field -> field.startsWith("workload.owne")));
        return all;
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    /** What a rule holds on beside the frame of the event. */
    private static Map<String, String> facts(Held held) {
        Map<String, String> facts = new HashMap<>(held.matched());
        facts.keySet()
                .removeIf(field -> field.equals("verb") || field.equals("outcome") || field.startsWith("objectRef."));
        return facts;
    }

    private List<Held> holding(Item item) {
        Drift drift = new Drift(
                item.ref(),
                MissingNode.getInstance(),
                item.object(),
                List.of(),
                "list",
                Attribution.UNKNOWN,
                MissingNode.getInstance(),
                "",
                MissingNode.getInstance(),
                Instant.EPOCH);
        List<Held> all = new ArrayList<>(detector.holding(drift, (rule, why) -> failed.merge(rule, 1, Integer::sum)));
        all.removeIf(held -> silent.contains(held.rule().id()));
        return all;
    }

    private static Item unowned(Item pod) {
        if (!(pod.object() instanceof ObjectNode object)) {
            return pod;
        }
        ObjectNode copy = object.deepCopy();
        JsonNode metadata = copy.path("metadata");
        if (metadata instanceof ObjectNode fields) {
            fields.remove("ownerReferences");
        }
        return new Item(pod.ref(), copy);
    }

    private static Findings.About about(Rule rule) {
        return new Findings.About(
                rule.id(), rule.ref().title(), rule.severity(), rule.ref().runbook());
    }
}
