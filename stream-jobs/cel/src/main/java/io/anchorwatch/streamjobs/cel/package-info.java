// SPDX-License-Identifier: Apache-2.0
/** CEL expressions over audit events, with the variables of a ValidatingAdmissionPolicy and the limits of an API server. */
@NullMarked
package io.anchorwatch.streamjobs.cel;

import org.jspecify.annotations.NullMarked;
