// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.recording.ReplayItem;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Something that judges recorded events. Events come in order, one thread calls; on that thread each alert goes to the
 * consumer that the engine was opened with, at the latest in {@link #finish}, so that none need be held.
 */
interface ReplayEngine extends AutoCloseable {

    /** Takes an event. */
    void accept(ReplayItem.Event item);

    /** Says that no more events come; when it returns, every alert of the events taken has been handed over. */
    void finish();

    /** What could not be evaluated; complete after {@link #finish}. */
    RuleFailures failures();

    /**
     * Writes all that it remembers, so that another engine can go on from here; every alert so far has been handed over.
     *
     * @throws UnsupportedOperationException when this engine can't
     */
    default void write(DataOutputStream out) throws IOException {
        throw new UnsupportedOperationException("this engine can't go on later");
    }

    @Override
    void close();
}
