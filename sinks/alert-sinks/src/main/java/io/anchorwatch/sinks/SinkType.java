// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

/** A kind of sink, as {@code type:} names it in a configuration. */
public interface SinkType {

    /** Its name: lower case, without spaces. */
    String name();

    /** Reads what is particular to it. What is missing or wrong is noted in the settings, and something is given back. */
    SinkConfig read(String name, Settings settings);
}
