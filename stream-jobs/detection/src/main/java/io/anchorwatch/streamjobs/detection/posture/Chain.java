// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

/**
 * How a subject is as good as cluster-admin.
 *
 * @param subject as {@code User/name}, {@code Group/name} or {@code ServiceAccount/namespace/name}
 * @param binding that names it
 * @param role that the binding leads to
 * @param rule the first rule of the role that alone is enough: verbs on resources
 * @param pods how many pods run as it
 */
public record Chain(String subject, Holder binding, Holder role, String rule, int pods) {}
