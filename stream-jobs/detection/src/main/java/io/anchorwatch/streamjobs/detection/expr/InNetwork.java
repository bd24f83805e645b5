// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

/** The text is an IP address inside a network of its own family. */
public record InNetwork(Network network) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, network::contains);
    }
}
