// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where each watch stands and which objects it knows. Written only after what it says was published, so that a restart
 * may repeat, never skip. Thread-safe; a stream has one writer.
 */
public interface WatchState extends AutoCloseable {

    /** One resource of one cluster. */
    record StreamId(String cluster, String resource) {}

    /** Empty before the first listing is complete. */
    Optional<Position> position(StreamId stream);

    /**
     * What is known of an object.
     *
     * @param key {@code namespace/name}
     */
    Optional<Known> known(StreamId stream, String key);

    /** All objects known of a stream, as of some moment during the call. */
    void forEach(StreamId stream, BiConsumer<String, Known> action);

    /**
     * Writes all or nothing.
     *
     * @param objects empty for one that is gone
     * @param position null leaves it as it is
     */
    void commit(StreamId stream, Map<String, Optional<Known>> objects, @Nullable Position position);

    @Override
    void close();
}
