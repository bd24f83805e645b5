// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What is risky in a cluster. The same objects and rules give the same report.
 *
 * @param rules digest of the rules
 * @param fruit what one command makes safer, in {@link Fruit#ORDER}
 * @param findings highest score first
 * @param standards by name of the namespace
 * @param chains by subject
 * @param exposures by what opens them
 * @param kubelets versions of the nodes
 * @param failed ids of rules that could not be evaluated, with how often
 */
public record PostureReport(
        String rules,
        Counts counts,
        List<Fruit> fruit,
        List<Finding> findings,
        List<NamespaceStandard> standards,
        List<Chain> chains,
        List<Exposure> exposures,
        SortedSet<String> kubelets,
        SortedMap<String, Integer> failed) {

    public PostureReport {
        fruit = List.copyOf(fruit);
        findings = List.copyOf(findings);
        standards = List.copyOf(standards);
        chains = List.copyOf(chains);
        exposures = List.copyOf(exposures);
    }

    /**
     * What was looked at.
     *
     * @param pods those that are not over
     * @param over pods that ended and are in no count
     * @param standard roles and bindings left out because every API server makes them so
     */
    public record Counts(
            int objects, int namespaces, int nodes, int workloads, int pods, int over, int accounts, int standard) {}
}
