// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import org.jspecify.annotations.Nullable;

/** What Flink gives a function in {@code open}, before anything else. */
final class Opened {

    private Opened() {}

    static <T> T require(@Nullable T opened) {
        if (opened == null) {
            throw new IllegalStateException("open was not called");
        }
        return opened;
    }
}
