// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.broker.BrokerStartException;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.run.RunSettings;
import io.anchorwatch.deploy.service.KafkaAccess;
import io.anchorwatch.deploy.service.config.ClientSettings;
import io.anchorwatch.deploy.service.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka. */
final class KafkaOptions {

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka's brokers, several with commas.")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A further setting of the Kafka client, such as security.protocol=SSL; may be given several"
                    + " times. Secrets as $${file:/path} or $${env:NAME}.")
    private Map<String, String> properties = new HashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The service's YAML file, instead of --bootstrap and --kafka: its section kafka counts, or the"
                            + " broker in its data folder.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Data folder of the service, for its embedded broker. Default: that of the configuration.")
    private @Nullable Path data;

    /** Settings of a client, and the broker that was started for it, if any. */
    record Access(Map<String, String> settings, @Nullable KafkaAccess broker) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (broker != null) {
                broker.close();
            }
        }
    }

    Access open() throws IOException {
        if ((bootstrap == null) == (config == null)) {
            throw CliException.usage(
                    bootstrap == null ? "no Kafka is named" : "--bootstrap and --config both name a Kafka",
                    "give --bootstrap HOST:PORT, or --config with the service's YAML file");
        }
        if (config != null && !properties.isEmpty()) {
            throw CliException.usage(
                    "--kafka and --config both say how to reach Kafka",
                    "write the setting into kafka.properties of the file");
        }
        if (config != null) {
            try {
                KafkaAccess access = KafkaAccess.open(
                        RunSettings.ofFile(config, Set.of(), Optional.ofNullable(data), System.getenv())
                                .config());
                return new Access(access.settings(), access);
            } catch (BrokerStartException failed) {
                throw CliException.environment(String.valueOf(failed.getMessage()), "start the service first");
            }
        }
        Map<String, String> settings = new HashMap<>(properties());
        settings.put("bootstrap.servers", String.valueOf(bootstrap));
        return new Access(settings, null);
    }

    private Map<String, String> properties() {
        try {
            return ClientSettings.of("--kafka", properties, System.getenv());
        } catch (ConfigException wrong) {
            throw CliException.usage(String.join("\n", wrong.problems()), "correct --kafka");
        }
    }
}
