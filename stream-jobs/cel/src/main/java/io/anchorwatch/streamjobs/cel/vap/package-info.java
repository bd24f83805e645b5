// SPDX-License-Identifier: Apache-2.0
/**
 * ValidatingAdmissionPolicies and their bindings as rules that only detect.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating
 *     Admission Policy</a>
 */
@NullMarked
package io.anchorwatch.streamjobs.cel.vap;

import org.jspecify.annotations.NullMarked;
