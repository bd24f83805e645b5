// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.deploy.systemtests.service.BrokerMain;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.deploy.systemtests.service.Ports;
import io.anchorwatch.deploy.systemtests.service.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a broker of its own: the bare client is a producer with the same settings. */
final class KafkaBench implements BenchTarget {

    private static final String TOPIC = "soc.alerts";

    private final ChildJvm broker;
    private final String bootstrap;
    private final int batch;
    private List<ProducerRecord<byte[], byte[]>> records = List.of();

    KafkaBench(Path folder, int batch) throws Exception {
        int port = Ports.free();
        this.batch = batch;
        broker = BrokerMain.start(folder, port);
        bootstrap = "127.0.0.1:" + port;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
    }

    @Override
    public List<String> settings() {
        return List.of(
                "type: kafka",
                "topic: " + TOPIC,
                "bootstrap: " + bootstrap,
                "allowedCidrs: [127.0.0.0/8]",
                "format: json");
    }

    @Override
    public void record(boolean on) {
        if (!on) {
            records = Topic.read(bootstrap, TOPIC).stream()
                    .map(r -> new ProducerRecord<>(TOPIC, null, r.key(), r.value(), r.headers()))
                    .toList();
        }
    }

    @Override
    public void writeBare() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0", "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int start = 0; start < records.size(); start += batch) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (var each : records.subList(start, Math.min(start + batch, records.size()))) {
                    sent.add(producer.send(each));
                }
                for (Future<RecordMetadata> each : sent) {
                    each.get();
                }
            }
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
