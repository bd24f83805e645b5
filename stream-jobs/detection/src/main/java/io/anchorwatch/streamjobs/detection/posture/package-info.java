// SPDX-License-Identifier: Apache-2.0
/** What is risky in a cluster now: the same rules as for drift, held against all objects, with how far each reaches. */
@NullMarked
package io.anchorwatch.streamjobs.detection.posture;

import org.jspecify.annotations.NullMarked;
