// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What writing cost.
 *
 * @param nanos by the clock
 * @param cpuNanos by all threads of this process
 */
record Cost(long nanos, long cpuNanos) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What is measured. */
    interface Work {
        void run() throws Exception;
    }

    static Cost of(Work work) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Cost(System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu);
    }

    static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToLong(Cost::nanos).sorted().toArray()[costs.size() / 2],
                costs.stream().mapToLong(Cost::cpuNanos).sorted().toArray()[costs.size() / 2]);
    }

    long perSecond(int alerts) {
        return alerts * 1_000_000_000L / nanos;
    }

    long cpuMicros(int alerts) {
        return cpuNanos / 1000 / alerts;
    }
}
