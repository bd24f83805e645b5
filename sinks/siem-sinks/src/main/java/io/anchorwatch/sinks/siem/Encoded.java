// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * An alert as its target wants it.
 *
 * @param alert the alert
 * @param bytes what is sent of it
 */
public record Encoded(Alert alert, byte[] bytes) {}
