// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A source in a process of its own, that can be killed. What it publishes goes to a file, a line a record. */
final class SourceMain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SourceMain() {}

    /** Watches the cluster of a kubeconfig, with a state folder, into a file, until standard input ends. */
    public static void main(String[] args) throws IOException {
        ObjectSourceConfig config = new ObjectSourceConfig(
                List.of(ClusterConfig.kubeconfig("c1", Path.of(args[0]), "")),
                List.of(),
                List.of(),
                Path.of(args[1]),
                Rig.times(Duration.ofMillis(400)));
        try (OutputStream out =
                Files.newOutputStream(Path.of(args[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // What another process was writing when it was killed ends here.
            out.write('\n');
            try (ObjectSource source = ObjectSource.start(
                    config, into(out), new SimpleMeterRegistry(), InstantSource.system(), new Random(1))) {
                while (System.in.read() >= 0) {
                    System.out.println(source.problems("c1"));
                }
            }
        }
    }

    private static EventPublisher into(OutputStream out) {
        return new EventPublisher() {
            @Override
            public synchronized CompletableFuture<Void> publish(List<EventRecord> batch) {
                try {
                    for (EventRecord each : batch) {
                        ObjectNode line = JSON.createObjectNode();
                        line.put("topic", each.topic());
                        line.set("headers", JSON.valueToTree(each.headers()));
                        line.put("value", each.value());
                        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    return CompletableFuture.completedFuture(null);
                } catch (IOException e) {
                    return CompletableFuture.failedFuture(e);
                }
            }

            @Override
            public void close() {}
        };
    }
}
