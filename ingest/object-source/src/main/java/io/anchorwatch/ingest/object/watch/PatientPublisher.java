// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes, however long it takes. */
final class PatientPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(PatientPublisher.class);

    private final WatchContext context;
    private final String what;
    private final Backoff backoff;
    private final Counter failures;

    /** {@code what} is the resource whose changes are published. */
    PatientPublisher(WatchContext context, String what) {
        this.context = context;
        this.what = what;
        this.backoff = new Backoff(context.times(), context.random(), context.stop());
        this.failures = context.registry()
                .counter("anchorwatch.watch.publish.failures", "cluster", context.cluster(), "resource", what);
    }

    /** On return all is published. A part of it may be twice. */
    void publish(List<EventRecord> records) throws InterruptedException {
        backoff.reset();
        while (true) {
            try {
                context.publisher().publish(records).get();
                return;
            } catch (ExecutionException | RuntimeException e) {
                failures.increment();
                LOG.warn("{} {}: not published, trying again", context.cluster(), what, e);
                backoff.await(Duration.ZERO);
            }
        }
    }
}
