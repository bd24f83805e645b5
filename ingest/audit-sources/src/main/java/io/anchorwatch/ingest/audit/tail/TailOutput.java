// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.EventRecord;
import java.util.List;

/** Where lines go together with the position they end at: both or neither. Any exception means: unknown which. */
interface TailOutput extends AutoCloseable {

    /** Ends whatever an earlier output of the same name left unfinished, and tells the position that is proven. */
    LogPosition open();

    /** Returns when records and position are durable. */
    void publish(List<EventRecord> records, LogPosition after);

    /** Lets go without finishing anything. */
    @Override
    void close();
}
