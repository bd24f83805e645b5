// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.List;
import java.util.Set;

/**
 * An API server's audit policy: of its rules the first that fits a request says what is recorded; none, nothing.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">audit.k8s.io/v1 Policy</a>
 */
public final class AuditPolicy {

    private final List<PolicyRule> rules;

    AuditPolicy(List<PolicyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads a policy.
     *
     * @param name of the file, for messages
     * @throws PolicyException when it is no such policy; says where and why
     */
    public static AuditPolicy parse(String name, String text) throws PolicyException {
        return new AuditPolicy(PolicyReader.read(name, text));
    }

    List<PolicyRule> rules() {
        return rules;
    }

    /**
     * A rule. Empty lists ask for nothing.
     *
     * @param omitStages stages that are not recorded, those of the whole policy among them
     * @param omitManagedFields whether managed fields are cut from objects
     * @param line where it stands, from 1
     */
    record PolicyRule(
            AuditLevel level,
            List<String> users,
            List<String> userGroups,
            List<String> verbs,
            List<Resources> resources,
            List<String> namespaces,
            List<String> nonResourceUrls,
            Set<String> omitStages,
            boolean omitManagedFields,
            int line) {}

    /** Resources of a group; without names of resources all of them, without names of objects all of those. */
    record Resources(String group, List<String> resources, List<String> resourceNames) {}
}
