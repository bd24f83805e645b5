// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import io.anchorwatch.sinks.siem.Oversize;
import io.anchorwatch.sinks.siem.Unmet;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sink with a topic of its own on a real broker. */
final class KafkaUnderTest implements SinkUnderTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String HOST = "127.0.0.1";

    private final EmbeddedBroker broker;
    private final TcpFront front;
    private final String topic = "soc-" + NUMBER.incrementAndGet();
    private final Map<String, String> settings;
    private final KafkaSink sink;

    KafkaUnderTest(EmbeddedBroker broker, AlertFormat format, Map<String, String> settings) throws IOException {
        this.broker = broker;
        this.settings = settings;
        int real = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
        front = new TcpFront(real);
        // A client goes where a broker says it is: it has to say that it is the front.
        front.rewritingAnswers(answer -> replaced(answer, address(real), address(front.port())));
        create();
        sink = new KafkaSink(
                config(topic, format),
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + front.port(),
                        "metadata.max.age.ms",
                        "200",
                        "reconnect.backoff.max.ms",
                        "100"));
    }

    /** A broker in an answer about metadata: its host, and its port in four bytes. */
    private static String address(int port) {
        return HOST + new String(ByteBuffer.allocate(4).putInt(port).array(), ISO_8859_1);
    }

    private static byte[] replaced(byte[] answer, String from, String to) {
        return new String(answer, ISO_8859_1).replace(from, to).getBytes(ISO_8859_1);
    }

    /** A request to write, whose number is 0. See <a href="https://kafka.apache.org/protocol#protocol_api_keys">keys</a>. */
    private static boolean isProduce(byte[] request) {
        return request.length > 6 && request[4] == 0 && request[5] == 0;
    }

    static KafkaConfig config(String topic, AlertFormat format) {
        return new KafkaConfig(
                "kafka",
                Optional.empty(),
                topic,
                format,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(2));
    }

    private void create() {
        broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)));
    }

    @Override
    public AlertSink sink() {
        return sink;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public List<String> ids() {
        return records().stream().map(record -> header(record, "alert_id")).toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void failing(boolean on) {
        front.failing(on);
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        front.delay(millis);
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        front.resetMidRequest(times, KafkaUnderTest::isProduce);
    }

    @Override
    public void closeMidAnswer(int times) {
        front.resetMidAnswer(times, KafkaUnderTest::isProduce);
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Oversize.alertOf("oversize"));
    }

    void dropTopic() throws IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
        Unmet.check(front.unmet());
        front.close();
    }
}
