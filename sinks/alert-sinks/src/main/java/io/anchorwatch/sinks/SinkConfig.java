// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.util.List;

/** Settings of one sink. A record may hold nonsense; whoever opens a sink asks for its problems first. */
public interface SinkConfig {

    /** The sink's name, unique in one dispatcher; part of its consumer group and of its metrics. */
    String name();

    /** Everything that is wrong, in field order; empty when a sink can be opened. */
    List<ConfigProblem> problems();

    /**
     * The sink, ready to deliver. Touches neither disk nor network.
     *
     * @throws IllegalArgumentException when there are problems
     */
    Sink open(SinkSurroundings around);
}
