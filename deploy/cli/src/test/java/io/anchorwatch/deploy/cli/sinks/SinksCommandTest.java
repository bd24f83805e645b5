// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Ran;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SinksCommandTest {

    @TempDir
    private Path dir;

    private Path config(String sinks, String more) throws Exception {
        return Files.writeString(
                dir.resolve("anchorwatch.yaml"), "roles: [dispatch]\ndata: data\nsinks: " + sinks + "\n" + more);
    }

    @Test
    void lists_sinks_with_the_routes_that_lead_to_them() throws Exception {
        Path config = config(
                "{a: {type: console}, b: {type: file, path: out.ndjson}}",
                "routes: [{name: all, sinks: [b], continue: true}, {name: loud, match: {severity: high}, sinks: [a]}]");
        Ran ran = anchorwatch("sinks", "list", "--config", config);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ran.out().lines().toList())
                .anyMatch(line -> line.matches("a +console +alerts +none +loud *"))
                .anyMatch(line -> line.matches("b +file +alerts +none +all *"));
    }

    @Test
    void a_probe_tells_who_would_not_take_alerts_and_run_does_not_start_if_it_is_to_be_healthy() throws Exception {
        Path config = config("{hook: {type: webhook, url: 'https://127.0.0.1:1/x', allowedCidrs: [127.0.0.0/8]}}", "");
        Ran probed = anchorwatch("sinks", "list", "--config", config, "--probe", "-o", "ndjson");
        assertThat(probed.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(probed.json().get(0).get("health").textValue()).contains("https://127.0.0.1:1 cannot be reached");
        Ran run = anchorwatch("run", "--config", config, "--require-healthy");
        assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(run.err()).contains("hook: https://127.0.0.1:1 cannot be reached", "next:");
    }

    @Test
    void a_test_sends_one_alert_that_says_so() throws Exception {
        Path config = config("{b: {type: file, path: out.ndjson}}", "");
        Ran ran = anchorwatch("sinks", "test", "b", "--config", config);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ran.err()).contains("delivered: alert ");
        assertThat(Files.readString(dir.resolve("out.ndjson"))).contains("anchorwatch-test", "Nothing happened");
    }

    @Test
    void a_test_of_a_sink_that_cannot_deliver_says_why() throws Exception {
        Path config = config("{b: {type: file, path: gone/out.ndjson}}", "");
        Ran ran = anchorwatch("sinks", "test", "b", "--config", config);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(ran.err()).contains("not delivered", "does not exist: create it");
    }

    @Test
    void an_unknown_name_is_answered_with_those_there_are() throws Exception {
        Path config = config("{b: {type: file, path: out.ndjson}}", "");
        Ran ran = anchorwatch("sinks", "test", "c", "--config", config);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("there is no sink 'c'", "the configuration has: b");
    }

    @Test
    void dead_letters_are_listed_and_sent_again_once() throws Exception {
        Path config = config("{b: {type: file, path: out.ndjson}, other: {type: console}}", "");
        Files.createDirectories(dir.resolve("data"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("data/kafka"), 0)) {
            broker.createTopics(List.of(new NewTopic(AlertTopics.DEAD_LETTERS, 1, (short) 1)));
            Alert alert = TestAlert.at(Instant.parse("2026-03-01T09:30:00Z"));
            send(broker, "b", "alerts/0/1", new AlertCodec().encode(alert));
            send(broker, "b", "alerts/0/1", new AlertCodec().encode(alert));
            send(broker, "b", "alerts/0/2", "\u001b[31m{".getBytes(UTF_8));
            send(broker, "other", "alerts/0/3", new AlertCodec().encode(alert));
        }
        Ran listed = anchorwatch("sinks", "dlq", "ls", "--config", config, "-o", "ndjson");
        assertThat(listed.json()).hasSize(3);
        assertThat(listed.out()).doesNotContain("\u001b");
        Ran replayed = anchorwatch("sinks", "dlq", "replay", "b", "--config", config);
        assertThat(replayed.err()).contains("dead letters 2 = 1 delivered + 0 rejected again + 1 unreadable + 0 left");
        assertThat(replayed.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(Files.readAllLines(dir.resolve("out.ndjson"))).hasSize(1);
        Ran again = anchorwatch("sinks", "dlq", "ls", "b", "--config", config, "-o", "ndjson");
        assertThat(again.json())
                .singleElement()
                .satisfies(letter -> assertThat(letter.get("alert").textValue()).isEqualTo("unreadable"));
    }

    private static void send(EmbeddedBroker broker, String sink, String origin, byte[] raw) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(AlertTopics.DEAD_LETTERS, raw);
            letter.headers()
                    .add(AlertTopics.SINK, sink.getBytes(UTF_8))
                    .add(AlertTopics.REASON, "answered 400".getBytes(UTF_8))
                    .add(AlertTopics.ORIGIN, origin.getBytes(UTF_8));
            producer.send(letter).get();
        }
    }
}
