// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

/** The whole text matches a shell pattern. */
public record ShellGlob(Glob glob) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, glob::matches);
    }
}
