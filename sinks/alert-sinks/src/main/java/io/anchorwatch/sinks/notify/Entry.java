// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * An alert on its way to people.
 *
 * @param raw its bytes on the topic
 * @param alert what they say
 * @param origin where it stood, as topic/partition/offset
 */
public record Entry(byte[] raw, Alert alert, String origin) {}
