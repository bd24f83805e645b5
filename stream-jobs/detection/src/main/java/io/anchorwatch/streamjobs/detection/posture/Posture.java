// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.List;

/** Tells what is risky in a cluster as it is. */
public final class Posture {

    private Posture() {}

    /** Judges all objects by the rules of a linked set and by the checks that need more than one object. */
    public static PostureReport of(ClusterState state, RuleSet rules) {
        Cluster cluster = Cluster.of(state);
        Findings findings = new Findings();
        RuleCheck byRules = new RuleCheck(rules, findings);
        byRules.run(cluster);
        List<NamespaceStandard> standards = new StandardsCheck(cluster, findings).run();
        AccessCheck access = new AccessCheck(cluster, findings);
        access.run();
        return new PostureReport(
                rules.digest(),
                counts(cluster, byRules.standard()),
                new FruitPicker(cluster).pick(standards),
                findings.sorted(),
                standards,
                access.chains(),
                cluster.exposures().all(),
                state.kubeletVersions(),
                byRules.failed());
    }

    private static PostureReport.Counts counts(Cluster cluster, int standard) {
        ClusterState state = cluster.state();
        List<Item> pods = state.of("pods");
        int over = (int) pods.stream().filter(Unit::isOver).count();
        return new PostureReport.Counts(
                state.all().size(),
                state.namespaces().size(),
                state.of("nodes").size(),
                cluster.units().all().size(),
                pods.size() - over,
                over,
                state.of("serviceaccounts").size(),
                standard);
    }
}
