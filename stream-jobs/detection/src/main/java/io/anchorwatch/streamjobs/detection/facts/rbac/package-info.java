// SPDX-License-Identifier: Apache-2.0
/** What roles grant, judged per rule, and whom bindings name. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.rbac;

import org.jspecify.annotations.NullMarked;
