// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import java.io.IOException;
import java.util.List;

/** A real server that a sink writes to, and then a bare client the same bytes. */
interface BenchTarget extends AutoCloseable {

    /** The sink's settings as they stand below its name in a configuration, one a line. */
    List<String> settings();

    /** Whether what the sink writes from now on is kept for the bare client. */
    void record(boolean on) throws IOException;

    /** Writes what was recorded, a call at a time, each confirmed as the sink has it confirmed. */
    void writeBare() throws Exception;

    /** Forgets all that was written, so that nothing is there twice. */
    default void empty() throws Exception {}

    @Override
    void close() throws IOException;
}
