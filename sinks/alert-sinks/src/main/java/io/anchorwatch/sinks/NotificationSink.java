// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.util.List;

/**
 * A sink that tells people: a chat, a pager, a mailbox. It gets messages instead of alerts, so that routes can group, repeat
 * and limit them.
 *
 * <p>Errors and retries are as for an {@link AlertSink}; a result stands for every alert of its notification.
 */
public interface NotificationSink extends Sink {

    /** Tries each message once and answers per message, in order: as many results as messages. Throws only for bugs. */
    List<DeliveryResult> notify(List<Notification> messages);

    /**
     * Another process may tell the target from now on: what the sink remembers of earlier messages may be outdated. It may
     * be fed again later. Returns at once; any thread may call it, during a delivery too.
     */
    default void released() {}
}
