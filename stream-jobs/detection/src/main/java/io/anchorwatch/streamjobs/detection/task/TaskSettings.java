// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

/**
 * What the tasks of a job have in common.
 *
 * @param live whether time goes on though no events come
 * @param objects whether object changes are judged and joined with the requests that made them
 * @param engineFailure what the engine throws when its state or its broker fails
 */
public record TaskSettings(boolean live, boolean objects, Class<? extends RuntimeException> engineFailure) {}
