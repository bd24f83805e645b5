// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import io.anchorwatch.ingest.provider.Provider;
import java.util.Map;
import java.util.Optional;

/**
 * A topic that holds audit events.
 *
 * @param name of this source; several processes with the same name share the topic's partitions
 * @param format what the messages are; empty for an event or an EventList each
 * @param cluster whose events they are; empty for what the messages say, and {@code name} where they do not
 * @param topic its name
 * @param kafka settings of its consumer, at least {@code bootstrap.servers}
 */
public record TopicSourceConfig(
        String name, Optional<Provider> format, Optional<String> cluster, String topic, Map<String, String> kafka) {

    public TopicSourceConfig {
        kafka = Map.copyOf(kafka);
    }

    /** The consumer group that keeps the position. */
    String group() {
        return "anchorwatch-topic-" + name;
    }
}
