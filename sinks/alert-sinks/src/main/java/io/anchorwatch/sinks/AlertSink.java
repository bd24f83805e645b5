// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/**
 * A sink that takes every alert for itself: a SIEM, a topic, a file.
 *
 * <p>It decides whether a failure is worth another try; the dispatcher owns retries. As many threads call it at once as its
 * traits allow. Delivery is at least once: {@link Alert#deliveryId()} is the idempotency key.
 */
public interface AlertSink extends Sink {

    /** Tries each alert once and answers per item, in order: as many results as alerts. Throws only for bugs. */
    List<DeliveryResult> deliver(List<Alert> batch);
}
