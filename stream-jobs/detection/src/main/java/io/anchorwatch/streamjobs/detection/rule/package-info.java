// SPDX-License-Identifier: Apache-2.0
/** Rules: what a rule is, and what can be wrong with one. */
@NullMarked
package io.anchorwatch.streamjobs.detection.rule;

import org.jspecify.annotations.NullMarked;
