// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The Pod Security Standards as the admission plugin of Kubernetes holds pods to them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
public final class PodSecurity {

    private PodSecurity() {}

    /**
     * The checks that a pod does not meet, in order of baseline, then restricted, and of their ids in each.
     *
     * @param owner a pod or a pod template: what has {@code metadata} and {@code spec}
     */
    public static List<Violation> evaluate(JsonNode owner, Level level, Version version) {
        return evaluate(owner.path("metadata"), owner.path("spec"), level, version);
    }

    /** The same for a pod spec whose metadata stands elsewhere, or nowhere. */
    public static List<Violation> evaluate(JsonNode metadata, JsonNode spec, Level level, Version version) {
        List<Violation> violations = new ArrayList<>();
        PodUnderTest pod = PodUnderTest.of(metadata, spec);
        for (Checks.Active check : Checks.of(level, version)) {
            String detail = check.test().detail(pod);
            if (!detail.isEmpty()) {
                violations.add(new Violation(check.id(), detail));
            }
        }
        return violations;
    }

    /** Ids of the checks of one level alone: those of baseline are not among those of restricted. */
    public static List<String> ids(Level level) {
        return Checks.ids(level);
    }
}
