// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one combined broker and controller on the loopback interface. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    /** The largest record of the event topics is 8 MiB; the batch around it needs some room of its own. */
    private static final int MAX_BATCH_BYTES = (8 << 20) + (64 << 10);

    private BrokerSettings() {}

    static Map<String, String> of(Path logs, int brokerPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        network(settings, brokerPort, controllerPort);
        singleNode(settings);
        small(settings);
        settings.put("log.dirs", logs.toAbsolutePath().toString());
        settings.put("message.max.bytes", Integer.toString(MAX_BATCH_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_BATCH_BYTES));
        settings.put("auto.create.topics.enable", "false");
        return Map.copyOf(settings);
    }

    private static void network(Map<String, String> settings, int brokerPort, int controllerPort) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void singleNode(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the controller waits for the dead broker's session to end before it takes the new one.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Nobody else can be elected, so there is nothing to wait for.
        settings.put("controller.quorum.election.timeout.ms", "200");
    }

    private static void small(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        settings.put("transaction.state.log.segment.bytes", Integer.toString(4 << 20));
        settings.put("offsets.topic.segment.bytes", Integer.toString(4 << 20));
        settings.put("metadata.log.segment.bytes", Integer.toString(8 << 20));
        settings.put("metadata.max.retention.bytes", Integer.toString(32 << 20));
    }
}
