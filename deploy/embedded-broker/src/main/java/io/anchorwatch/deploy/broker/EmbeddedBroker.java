// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller in one, inside this process and reachable from this machine only.
 *
 * <p>Its data directory is made and formatted at the first start and kept: closing it, or killing the process, and
 * starting again on the directory gives back every acknowledged record. It survives the death of the process, not of
 * the machine: the log is not flushed for each record. What must outlive a disk belongs in a real cluster.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int START_TRIES = 5;

    private final DataDirectory directory;
    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(DataDirectory directory, KafkaRaftServer server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param dataDir its directory, created when absent; one running broker a directory
     * @param port port on 127.0.0.1, 1 to 65535, or 0: the port this directory had last if it is free, else any free one
     * @throws BrokerStartException when the directory is in use or unusable, or the port is taken
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        DataDirectory directory = DataDirectory.claim(dataDir);
        boolean started = false;
        try {
            format(directory);
            EmbeddedBroker broker = startOnFreePort(directory, port);
            started = true;
            return broker;
        } catch (BrokerStartException e) {
            throw e;
        } catch (Exception e) {
            throw new BrokerStartException("the embedded broker cannot start on " + directory + ": " + e, e);
        } finally {
            if (!started) {
                directory.close();
            }
        }
    }

    private static void format(DataDirectory directory) throws Exception {
        if (directory.isFormatted()) {
            return;
        }
        String logs = Files.createDirectories(directory.logs()).toAbsolutePath().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .addDirectory(logs)
                .setMetadataLogDirectory(logs)
                .setIgnoreFormatted(true)
                .run();
        LOG.info("formatted broker directory {}", directory);
    }

    /**
     * The port on 127.0.0.1 of the broker that runs, or ran last, on a directory; touches nothing.
     *
     * @throws IOException when none is noted there
     */
    public static int lastPort(Path dataDir) throws IOException {
        try {
            return Integer.parseInt(Files.readString(dataDir.resolve("port")).strip());
        } catch (NumberFormatException e) {
            throw new IOException("no port is noted in " + dataDir, e);
        }
    }

    private static EmbeddedBroker startOnFreePort(DataDirectory directory, int wanted) {
        if (wanted != 0 && !Ports.isFree(wanted)) {
            throw new BrokerStartException(
                    "port " + wanted + " on 127.0.0.1 is taken: stop what listens there or choose another port");
        }
        for (int tries = 1; ; tries++) {
            int port = wanted != 0
                    ? wanted
                    : directory.lastPort().filter(Ports::isFree).orElseGet(Ports::free);
            try {
                KafkaRaftServer server = startOn(directory, port, Ports.free());
                directory.rememberPort(port);
                return new EmbeddedBroker(directory, server, port);
            } catch (RuntimeException e) {
                // Between our finding a free port and Kafka binding it, somebody else may have taken it.
                if (tries == START_TRIES || !Ports.isBindFailure(e)) {
                    throw e;
                }
                LOG.warn("a port was taken while the embedded broker started, trying again", e);
            }
        }
    }

    private static KafkaRaftServer startOn(DataDirectory directory, int port, int controllerPort) {
        Map<String, String> settings = BrokerSettings.of(directory.logs(), port, controllerPort);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            throw e;
        }
    }

    /** The port on 127.0.0.1; give it to {@link #start} to come back at the same address. */
    public int port() {
        return port;
    }

    /** What a Kafka client calls {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /**
     * Creates topics; one that exists already stays as it is.
     *
     * @throws IllegalStateException when the broker refuses one, with its reason
     */
    public void createTopics(Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            List<KafkaFuture<Void>> created =
                    new ArrayList<>(admin.createTopics(topics).values().values());
            for (KafkaFuture<Void> future : created) {
                awaitCreated(future);
            }
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("a topic cannot be created: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a topic was created", e);
        }
    }

    /** Stops cleanly and frees the directory and the port. Waits for it; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            directory.close();
        }
    }
}
