// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules publish}: other rules for a Flink job that runs. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description =
                "Sends rules to running Flink jobs that were started with --rules-topic. They replace those before"
                        + " them for events from a time on; rules of an earlier time still judge earlier events.")
final class PublishCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Kafka's brokers.")
    private String bootstrap = "";

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A further setting of Kafka's clients; may be given several times.")
    private Map<String, String> kafka = new TreeMap<>();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "The topic, made with one partition when it is missing. Default: ${DEFAULT-VALUE}.")
    private String topic = "anchorwatch.rules";

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "Replicas of the topic when it is made. Default: the brokers' setting.")
    private @Nullable Short replicas;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Event time from which they are in force, RFC 3339. Default: now.")
    private Instant from = Instant.now();

    @Override
    public Integer call() {
        RuleBundle bundle = rules.bundle(RuleOptions.Mapping.K8S_AUDIT);
        RuleSet set = rules.usable(bundle, err());
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("bootstrap.servers", bootstrap);
        settings.putIfAbsent("default.api.timeout.ms", "15000");
        settings.putIfAbsent("request.timeout.ms", "10000");
        try {
            createTopic(settings);
            send(settings, bundle, set.digest());
        } catch (ExecutionException | KafkaException failed) {
            throw CliException.environment(
                    "Kafka at " + bootstrap + " does not take the rules: " + failed.getMessage(),
                    "check that the brokers are up, and --bootstrap and --kafka");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.environment("stopped while rules were sent", "start again");
        }
        out().printf(Locale.ROOT, "rules %s are in force for events from %s%n", set.digest(), from);
        return ExitCode.OK;
    }

    private void createTopic(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            NewTopic made = new NewTopic(topic, Optional.of(1), Optional.ofNullable(replicas))
                    .configs(Map.of(
                            "retention.ms",
                            "-1",
                            "message.timestamp.before.max.ms",
                            Long.toString(Long.MAX_VALUE),
                            "message.timestamp.after.max.ms",
                            Long.toString(Long.MAX_VALUE),
                            "max.message.bytes",
                            "8388608"));
            admin.createTopics(List.of(made)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private void send(Map<String, Object> settings, RuleBundle bundle, String digest)
            throws ExecutionException, InterruptedException {
        settings.put("max.request.size", "8388608");
        settings.put("compression.type", "zstd");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, 0, from.toEpochMilli(), digest.getBytes(StandardCharsets.UTF_8), bundle.encode()))
                    .get();
        }
    }
}
