// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.object.api.ApiClient;
import io.anchorwatch.ingest.object.config.WatchTimes;
import io.anchorwatch.ingest.object.state.WatchState;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/**
 * What all loops of a cluster share.
 *
 * @param health of the cluster
 * @param stop at zero when all is to stop
 */
public record WatchContext(
        String cluster,
        ApiClient api,
        ClusterHealth health,
        WatchState state,
        EventPublisher publisher,
        MeterRegistry registry,
        WatchTimes times,
        InstantSource clock,
        RandomGenerator random,
        CountDownLatch stop) {

    static final ObjectChangeCodec CODEC = new ObjectChangeCodec(EventLimits.DEFAULT);
}
