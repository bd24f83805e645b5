// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a sink of the program delivers to, in this process or one of its own. */
interface SinkTarget extends AutoCloseable {

    /** The sink's settings as they stand below its name in a configuration, one a line. */
    List<String> settings();

    /** Ids of the alerts at the target, repeats repeated. */
    List<String> ids();

    /** Makes the target answer so much later; what was sent has arrived by then. */
    default void slow(Duration by) {}

    @Override
    void close() throws IOException;
}
