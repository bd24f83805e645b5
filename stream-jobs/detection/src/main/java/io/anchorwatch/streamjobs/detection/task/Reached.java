// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

/**
 * How far a source has come.
 *
 * @param cluster empty for all that the source has not met
 * @param timeMicros up to which time; {@link Long#MAX_VALUE} when it has nothing more
 * @param eventMicros time of its latest event, {@link Long#MIN_VALUE} when it had none
 */
public record Reached(String cluster, long timeMicros, long eventMicros) {}
