// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most that was left after any collection of garbage, young ones included: what a heap must at least hold. */
final class PeakHeap {

    private final AtomicLong peak = new AtomicLong();

    PeakHeap() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((told, nothing) -> collected(told), null, null);
        }
    }

    private void collected(Notification told) {
        if (told.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long used =
                    GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData())
                            .getGcInfo()
                            .getMemoryUsageAfterGc()
                            .entrySet()
                            .stream()
                            .filter(pool -> isHeap(pool.getKey()))
                            .map(pool -> pool.getValue())
                            .mapToLong(MemoryUsage::getUsed)
                            .sum();
            peak.accumulateAndGet(used, Math::max);
        }
    }

    private static boolean isHeap(String pool) {
        return !pool.contains("Metaspace") && !pool.startsWith("Code") && !pool.contains("Class Space");
    }

    /** So far. */
    long mebibytes() {
        return peak.get() >> 20;
    }

    /** What is reachable now. */
    static long reachableMebibytes() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
