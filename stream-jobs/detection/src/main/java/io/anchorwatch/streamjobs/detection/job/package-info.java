// SPDX-License-Identifier: Apache-2.0
/** All stages in one place, without any engine: for replays on one machine and for tests. */
@NullMarked
package io.anchorwatch.streamjobs.detection.job;

import org.jspecify.annotations.NullMarked;
