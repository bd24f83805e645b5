// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * One way to write an alert down. A pure function: the same alert gives the same bytes, everywhere and always.
 *
 * <p>Implementations are thread-safe.
 */
public interface AlertFormat {

    /** Its name in a configuration, such as {@code ecs}. */
    String id();

    /** Media type of one encoded alert. */
    String contentType();

    /** The alert in UTF-8: one line, with no line end in it or after it. Never fails, whatever the alert's texts hold. */
    byte[] encode(Alert alert);
}
