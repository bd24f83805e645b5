// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.EventLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What to tail, and where to.
 *
 * @param cluster whose log it is
 * @param source name of this log among those of the cluster, such as the API server's node; one running tailer each
 * @param file the active log file, such as {@code /var/log/kubernetes/audit.log}; it need not be there yet
 * @param kafka settings of the Kafka clients, at least {@code bootstrap.servers}
 * @param maxLines most lines of one transaction
 * @param maxBytes bytes after which a transaction takes no further line
 * @param maxLineBytes longest line that is read; a longer one becomes a dead letter
 * @param pollInterval how long to wait when there is nothing new
 * @param limits what one event may cost
 */
public record TailOptions(
        String cluster,
        String source,
        Path file,
        Map<String, Object> kafka,
        int maxLines,
        long maxBytes,
        int maxLineBytes,
        Duration pollInterval,
        EventLimits limits) {

    private static final int MAX_LINES = 1000;
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_LINE_BYTES = 64 << 20;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    public TailOptions {
        kafka = Map.copyOf(kafka);
        if (maxLines < 1 || maxBytes < 1 || maxLineBytes < 1) {
            throw new IllegalArgumentException("a transaction and a line must have room for something");
        }
    }

    /** Up to 1,000 lines or 4 MiB a transaction, lines up to 64 MiB, a look every 200 ms. */
    public static TailOptions of(String cluster, String source, Path file, Map<String, Object> kafka) {
        return new TailOptions(
                cluster, source, file, kafka, MAX_LINES, MAX_BYTES, MAX_LINE_BYTES, POLL_INTERVAL, EventLimits.DEFAULT);
    }

    /** The same with another size of transactions. */
    public TailOptions withMaxLines(int lines) {
        return new TailOptions(cluster, source, file, kafka, lines, maxBytes, maxLineBytes, pollInterval, limits);
    }

    /** The name under which Kafka fences a second tailer and keeps the position. */
    String id() {
        return "anchorwatch-tail-" + cluster + "-" + source;
    }
}
