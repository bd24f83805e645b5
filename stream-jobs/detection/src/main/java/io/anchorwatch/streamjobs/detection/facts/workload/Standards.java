// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.PodSecurity;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Version;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Violation;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A workload held against the latest Pod Security Standards: all of its pod specs must meet them. */
public final class Standards {

    private static final Set<String> BASELINE = Set.copyOf(PodSecurity.ids(Level.BASELINE));

    private Standards() {}

    /** Ids of the baseline checks that it does not meet. */
    public static List<Object> baseline(Workload workload) {
        return List.copyOf(violated(workload, Level.BASELINE));
    }

    /**
     * Ids of the checks of restricted that it does not meet, those of baseline left out. Absent for a part of an object:
     * restricted asks for fields to be set, and the part does not show them.
     */
    public static Object restricted(Workload workload) {
        if (!workload.whole()) {
            return Missing.ABSENT;
        }
        Set<String> violated = violated(workload, Level.RESTRICTED);
        violated.removeAll(BASELINE);
        return List.copyOf(violated);
    }

    /** The strictest level that it meets; of a part of an object, privileged is all that can be known. */
    public static Object level(Workload workload) {
        if (!violated(workload, Level.BASELINE).isEmpty()) {
            return Level.PRIVILEGED.wireName();
        }
        if (!workload.whole()) {
            return Missing.ABSENT;
        }
        boolean restricted = violated(workload, Level.RESTRICTED).isEmpty();
        return (restricted ? Level.RESTRICTED : Level.BASELINE).wireName();
    }

    private static Set<String> violated(Workload workload, Level level) {
        Set<String> checks = new HashSet<>();
        for (PodTemplate pod : workload.pods()) {
            PodSecurity.evaluate(pod.metadata(), pod.spec(), level, Version.LATEST).stream()
                    .map(Violation::check)
                    .forEach(checks::add);
        }
        return new TreeSet<>(checks);
    }
}
