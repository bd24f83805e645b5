// SPDX-License-Identifier: Apache-2.0
/** Compiles rules, picks candidates, matches, and tells alerts. */
@NullMarked
package io.anchorwatch.streamjobs.detection.engine;

import org.jspecify.annotations.NullMarked;
