// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import java.util.List;
import java.util.Set;

/** One check with what it became from version to version. */
record Check(String id, Level level, List<Revision> revisions) {

    /** What a check asks of a pod. */
    @FunctionalInterface
    interface Test {
        /** What is wrong, empty when nothing is. */
        String detail(PodUnderTest pod);

        /** This for pods that are not for Windows, whose kubelet knows nothing of it. */
        default Test exceptOnWindows() {
            return pod -> pod.isWindows() ? "" : detail(pod);
        }

        /** This for pods whose root is the node's root. */
        default Test exceptInUserNamespaces() {
            return pod -> pod.isInUserNamespace() ? "" : detail(pod);
        }
    }

    /**
     * A form of a check.
     *
     * @param since the first minor version that has it
     * @param replaces baseline checks that it is stricter than
     */
    record Revision(int since, Test test, Set<String> replaces) {}

    static Check baseline(String id, Revision... revisions) {
        return new Check(id, Level.BASELINE, List.of(revisions));
    }

    static Check restricted(String id, Revision... revisions) {
        return new Check(id, Level.RESTRICTED, List.of(revisions));
    }

    static Revision since(int minor, Test test, String... replaces) {
        return new Revision(minor, test, Set.of(replaces));
    }
}
