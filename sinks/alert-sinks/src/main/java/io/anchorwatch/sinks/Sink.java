// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.util.Optional;

/**
 * A place alerts are pushed to: an {@link AlertSink} takes every alert for itself, a {@link NotificationSink} tells people
 * of groups of them.
 */
public interface Sink extends AutoCloseable {

    /** Its name in the configuration; unique in one dispatcher. */
    String name();

    /** How it wants to be fed. */
    default SinkTraits traits() {
        return SinkTraits.DEFAULT;
    }

    /**
     * Asks the target, without telling it of an alert, whether it would take some: one line for an operator when not, empty
     * when it would or when that cannot be asked. Takes no longer than a delivery; throws only for bugs.
     */
    default Optional<String> probe() {
        return Optional.empty();
    }

    /** Releases what it holds. What was answered as delivered stays delivered. */
    @Override
    void close();
}
