// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * An alert and where it stands.
 *
 * @param topic the topic it was read from
 * @param partition its partition
 * @param offset its offset there: with topic and partition, the same at every try
 * @param again whether the target may have it already: it was tried before, here or by a process that ended
 */
public record Positioned(Alert alert, String topic, int partition, long offset, boolean again) {}
