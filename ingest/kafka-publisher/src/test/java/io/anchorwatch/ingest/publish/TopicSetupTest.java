// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.event.EventTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicSetupTest {

    private static final TopicSetup SETUP = new TopicSetup(3, (short) 1, Duration.ofDays(2));

    @TempDir
    private Path dir;

    @Test
    void createsWhatIsMissingAndReportsWhatIsWrongWithTheRest() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            broker.createTopics(List.of(new NewTopic(EventTopics.AUDIT, 1, (short) 1)
                    .configs(Map.of("max.message.bytes", "1000000", "cleanup.policy", "compact"))));
            for (int i = 0; i < 2; i++) {
                assertThat(SETUP.ensure(admin))
                        .hasSize(2)
                        .anySatisfy(p -> assertThat(p).contains("max.message.bytes=1000000"))
                        .anySatisfy(p -> assertThat(p).contains("set cleanup.policy=delete"));
            }
            TopicDescription objects = Objects.requireNonNull(admin.describeTopics(List.of(EventTopics.OBJECTS))
                    .allTopicNames()
                    .get()
                    .get(EventTopics.OBJECTS));
            assertThat(objects.partitions()).hasSize(3);
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, EventTopics.OBJECTS);
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            assertThat(config.get("retention.ms").value()).isEqualTo("172800000");
            assertThat(config.get("max.message.bytes").value()).isEqualTo("8388608");
        }
    }
}
