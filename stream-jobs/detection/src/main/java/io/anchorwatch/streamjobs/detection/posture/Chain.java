// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

/**
 * How a subject is as good as cluster-admin.
 *
 * @param subject as {@code User/name}, {@code Group/name} or {@code ServiceAccount/namespace/name}
 * @param binding that names it
 * @param role that the binding leads to
 * @param source the role that has the rule: {@code role} itself, or one that is aggregated into it
 * @param rule the first rule of the role that alone is enough: grants, verbs, resources
 * @param pods how many pods run as it
 */
public record Chain(String subject, Holder binding, Holder role, Holder source, String rule, int pods) {}
