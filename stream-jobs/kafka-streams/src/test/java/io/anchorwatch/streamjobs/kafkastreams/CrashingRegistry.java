// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes the job die in the middle of its work: counting the next event read fails. */
final class CrashingRegistry extends SimpleMeterRegistry {

    private final int events;

    CrashingRegistry(int events) {
        this.events = events;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        boolean consumed = id.getName().equals("anchorwatch.job.consumed");
        return new CumulativeCounter(id) {
            @Override
            public void increment(double amount) {
                super.increment(amount);
                if (consumed && count() > events) {
                    throw new IllegalStateException("crash");
                }
            }
        };
    }
}
