// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

/** Answers as a {@code ValueTest} does, with less work. */
@FunctionalInterface
interface FastTest {

    /** Whether the value, as a whole, passes. */
    boolean accepts(Object value);
}
