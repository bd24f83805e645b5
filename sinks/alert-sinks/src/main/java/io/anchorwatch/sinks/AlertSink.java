// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/**
 * A place alerts are pushed to.
 *
 * <p>The sink decides whether a failure is worth another try; the dispatcher owns retries. One thread calls a sink.
 * Delivery is at least once: {@link Alert#id()} is the idempotency key.
 */
public interface AlertSink extends AutoCloseable {

    /** Its name in the configuration; unique in one dispatcher. */
    String name();

    /** Tries each alert once and answers per item, in order: as many results as alerts. Throws only for bugs. */
    List<DeliveryResult> deliver(List<Alert> batch);

    /** Releases what it holds. What {@link #deliver} answered as delivered stays delivered. */
    @Override
    void close();
}
