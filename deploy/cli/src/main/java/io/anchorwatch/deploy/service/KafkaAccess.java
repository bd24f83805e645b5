// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka of a configuration for a short visit: the cluster it names, the embedded broker of the service that runs, or,
 * when none runs, that broker started for the visit.
 */
public final class KafkaAccess implements AutoCloseable {

    private final Map<String, String> settings;
    private final @Nullable DataFolder folder;
    private final @Nullable EmbeddedBroker broker;

    private KafkaAccess(Map<String, String> settings, @Nullable DataFolder folder, @Nullable EmbeddedBroker broker) {
        this.settings = settings;
        this.folder = folder;
        this.broker = broker;
    }

    /**
     * Finds it.
     *
     * @throws IOException when the data folder can't be used
     */
    public static KafkaAccess open(ServiceConfig config) throws IOException {
        Map<String, String> settings = new HashMap<>(config.kafka().properties());
        if (config.kafka().bootstrap().isPresent()) {
            settings.put("bootstrap.servers", config.kafka().bootstrap().get());
            return new KafkaAccess(settings, null, null);
        }
        DataFolder folder;
        try {
            folder = DataFolder.claim(config.data());
        } catch (DataInUseException running) {
            int port = EmbeddedBroker.lastPort(config.data().resolve("kafka"));
            settings.put("bootstrap.servers", "127.0.0.1:" + port);
            return new KafkaAccess(settings, null, null);
        }
        EmbeddedBroker broker = EmbeddedBroker.start(
                config.data().resolve("kafka"), config.kafka().port());
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaAccess(settings, folder, broker);
    }

    /** Settings of a client. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    @Override
    public void close() throws IOException {
        if (broker != null) {
            broker.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
