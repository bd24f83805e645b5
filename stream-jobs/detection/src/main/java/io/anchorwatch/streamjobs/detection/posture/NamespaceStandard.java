// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pod Security of a namespace.
 *
 * @param known whether the namespace itself was among the objects: else its labels are not known
 * @param enforce the level in force; privileged without a label
 * @param version that it is pinned to; empty for the latest
 * @param met the strictest level that all its workloads meet at the latest version; restricted without any
 * @param workloads how many it has
 * @param checks id of a check to how many workloads do not meet it
 * @param refused workloads that the level in force would not let in
 */
public record NamespaceStandard(
        String namespace,
        boolean known,
        Level enforce,
        String version,
        Level met,
        int workloads,
        SortedMap<String, Integer> checks,
        List<Holder> refused) {

    public NamespaceStandard {
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
        refused = List.copyOf(refused);
    }

    /** Whether it could enforce more, and nothing that it holds would be refused. */
    public boolean hasRoom() {
        return known && met.compareTo(enforce) > 0;
    }
}
