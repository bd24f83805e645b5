// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.util.List;

/** A sink that wants to know where each alert stood on the topic, to name what it writes, or whether it may repeat one. */
public interface PositionedSink extends AlertSink {

    /** As {@link #deliver}, which the dispatcher does not call on such a sink. */
    List<DeliveryResult> deliverPositioned(List<Positioned> batch);
}
