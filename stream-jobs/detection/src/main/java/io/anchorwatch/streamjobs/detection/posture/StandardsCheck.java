// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.PodSecurity;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Version;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each namespace enforces of the Pod Security Standards, against what its workloads meet. */
final class StandardsCheck {

    private static final String LABEL = "pod-security.kubernetes.io/";
    private static final Findings.About ROOM = new Findings.About(
            "posture-standard-below-met",
            "Namespace enforces less than all its workloads meet",
            Severity.MEDIUM,
            "Label it with the level that its workloads meet: see low-hanging fruit.");
    private static final Findings.About REFUSED = new Findings.About(
            "posture-workload-would-be-refused",
            "Workload that its namespace would not let in again",
            Severity.LOW,
            "It runs only because it is older than the label; change it, or it will not come back after its next restart.");

    private final Cluster cluster;
    private final Findings findings;

    StandardsCheck(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    List<NamespaceStandard> run() {
        List<NamespaceStandard> rows = new ArrayList<>();
        for (String namespace : cluster.state().namespaces()) {
            NamespaceStandard row = row(namespace);
            rows.add(row);
            if (row.hasRoom()) {
                findings.add(ROOM, new Holder("namespaces", "", namespace), Reach.namespace(namespace));
            }
        }
        return rows;
    }

    private NamespaceStandard row(String namespace) {
        Optional<Item> found = cluster.state().find("namespaces", "", namespace);
        JsonNode object = found.map(Item::object).orElse(MissingNode.getInstance());
        Level enforce = Level.of(Nodes.label(object, LABEL + "enforce")).orElse(Level.PRIVILEGED);
        String pinned = Nodes.label(object, LABEL + "enforce-version");
        Version version = Version.of(pinned).orElse(Version.LATEST);
        SortedMap<String, Integer> checks = new TreeMap<>();
        Level met = Level.RESTRICTED;
        int workloads = 0;
        List<Holder> refused = new ArrayList<>();
        for (Unit unit : cluster.units().all()) {
            if (!unit.root().namespace().equals(namespace)) {
                continue;
            }
            workloads++;
            SortedSet<String> violated = violated(unit, Level.RESTRICTED, Version.LATEST);
            violated.forEach(check -> checks.merge(check, 1, Integer::sum));
            met = lower(met, violated);
            if (!violated(unit, enforce, version).isEmpty()) {
                refused.add(unit.root().holder());
                findings.add(REFUSED, unit.root().holder(), cluster.reach(unit));
            }
        }
        return new NamespaceStandard(namespace, found.isPresent(), enforce, pinned, met, workloads, checks, refused);
    }

    private static Level lower(Level met, Set<String> violated) {
        Level own = violated.isEmpty()
                ? Level.RESTRICTED
                : violated.stream().anyMatch(PodSecurity.ids(Level.BASELINE)::contains)
                        ? Level.PRIVILEGED
                        : Level.BASELINE;
        return own.compareTo(met) < 0 ? own : met;
    }

    /** Ids of the checks of a level that any of its pods breaks: the template counts only while there is no pod. */
    static SortedSet<String> violated(Unit unit, Level level, Version version) {
        SortedSet<String> checks = new TreeSet<>();
        for (Item pod : unit.podsOrTemplate()) {
            for (Violation violation : PodSecurity.evaluate(pod.object(), level, version)) {
                checks.add(violation.check());
            }
        }
        return checks;
    }
}
