// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps warnings of libraries out of the log that ask for nothing to be done. Named in {@code logback-*.xml}. */
public final class KnownNoise extends Filter<ILoggingEvent> {

    /**
     * A message that says nothing to an operator.
     *
     * @param logger end of the logger's name
     * @param text what the message holds
     */
    private record Noise(String logger, String text) {}

    private static final List<Noise> NOISE = List.of(
            // The first start on an empty folder, and every later one.
            new Noise("QuorumController", "Performing controller activation"),
            // There is no global thread in the job.
            new Noise("StreamsConfig", "handler is not enabled for the GlobalThread"),
            // A data folder below /tmp is its owner's choice; state is restored from Kafka.
            new Noise("StateDirectory", "Using an OS temp directory"),
            // Kafka's controller channel closes its client twice whenever a broker stops.
            new Noise("NetworkClient", "Attempting to close NetworkClient that has already been closed"),
            // After a kill, state stores have no checkpoint and are read again from their changelogs, as they should.
            new Noise("ProcessorStateManager", "did not find checkpoint offsets while stores are not empty"),
            new Noise("StateDirectory", "Failed to register startup state stores for task"),
            new Noise("TaskManager", "TaskCorruptedException"),
            new Noise("TaskManager", "Encounter corrupted task"),
            new Noise("StreamThread", "Will close the task as dirty and re-create and bootstrap from scratch"),
            // A rebalance while an answer was on its way.
            new Noise("OffsetFetcherUtils", "as it is no longer assigned"),
            // We say which port is taken.
            new Noise("Javalin", "Failed to start Javalin"));

    /** Each client says so once a second while Kafka is away: once a minute will do. */
    private static final List<Noise> REPEATED =
            List.of(new Noise("NetworkClient", "could not be established"), new Noise("NetworkClient", "disconnected"));

    private static final long MINUTE_MS = 60_000;

    private final AtomicLong toldAt = new AtomicLong(Long.MIN_VALUE / 2);

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return isOneOf(NOISE, event) || (isOneOf(REPEATED, event) && !isDue(event.getTimeStamp()))
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isOneOf(List<Noise> noises, ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return noises.stream()
                .anyMatch(noise ->
                        event.getLoggerName().endsWith("." + noise.logger()) && message.contains(noise.text()));
    }

    private boolean isDue(long now) {
        long before = toldAt.get();
        return now - before >= MINUTE_MS && toldAt.compareAndSet(before, now);
    }
}
