// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import org.jspecify.annotations.Nullable;

/** What Kafka Streams gives a processor in {@code init}, before anything else. */
final class Initialised {

    private Initialised() {}

    static <T> T require(@Nullable T initialised) {
        if (initialised == null) {
            throw new IllegalStateException("init was not called");
        }
        return initialised;
    }
}
