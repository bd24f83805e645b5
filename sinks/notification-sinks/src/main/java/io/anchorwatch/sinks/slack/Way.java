// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.incident.Incident;
import java.util.Optional;

/** A way into a channel. */
sealed interface Way permits Bot, Webhook {

    /** What stands before an alert's id in the name of the block that tells of it. */
    String ALERT = "alert:";

    /** Tries once; rejected means that the content is at fault. */
    DeliveryResult tell(Incident incident, Detail detail);

    Optional<String> probe();
}
