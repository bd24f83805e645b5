// SPDX-License-Identifier: Apache-2.0
/**
 * Correlation: what several events mean together. Pure state machines over versioned bytes, driven by event time; an
 * engine brings hits and time, and keeps the bytes in a {@link
 * io.anchorwatch.streamjobs.detection.correlation.SortedStore}.
 */
@NullMarked
package io.anchorwatch.streamjobs.detection.correlation;

import org.jspecify.annotations.NullMarked;
