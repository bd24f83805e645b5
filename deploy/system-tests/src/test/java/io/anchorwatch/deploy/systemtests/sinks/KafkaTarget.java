// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.systemtests.service.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic beside the one of the alerts. */
record KafkaTarget(EmbeddedBroker broker, String topic) implements SinkTarget {

    static KafkaTarget create(EmbeddedBroker broker) {
        broker.createTopics(List.of(new NewTopic("soc.alerts", 2, (short) 1)));
        return new KafkaTarget(broker, "soc.alerts");
    }

    @Override
    public List<String> settings() {
        return List.of("type: kafka", "topic: " + topic, "format: ecs");
    }

    @Override
    public List<String> ids() {
        return Topic.ids(broker.bootstrapServers(), topic);
    }

    @Override
    public void close() {}
}
