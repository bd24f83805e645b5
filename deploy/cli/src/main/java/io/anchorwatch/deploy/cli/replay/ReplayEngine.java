// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/** Something that judges recorded events. Events come in order, one thread calls. */
interface ReplayEngine extends AutoCloseable {

    /** Takes an event. */
    void accept(ReplayItem.Event item);

    /** All alerts of the events taken, in any order. */
    List<Alert> finish();

    /** What could not be evaluated; complete after {@link #finish}. */
    RuleFailures failures();

    @Override
    void close();
}
