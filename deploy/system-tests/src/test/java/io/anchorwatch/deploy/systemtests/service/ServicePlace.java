// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import io.anchorwatch.deploy.cli.AnchorwatchMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a service runs: its folder, configuration and ports outlive its processes.
 *
 * @param folder of configuration, log and data
 * @param kafkaPort port of the broker, embedded or not
 * @param webhookPort port of the receiver
 * @param operationsPort port of metrics and health
 */
record ServicePlace(Path folder, int kafkaPort, int webhookPort, int operationsPort) {

    static final String CLUSTER = "prod";
    static final String TOKEN = "a-token-for-tests-0123456789abcdef";

    /** Everything in one process. */
    static ServicePlace allInOne(Path folder) throws IOException {
        int port = Ports.free();
        return make(folder, port, "port: " + port);
    }

    /** The broker is another process, on that port. */
    static ServicePlace onBroker(Path folder, int port) throws IOException {
        return make(folder, port, "bootstrap: 127.0.0.1:" + port + "\n  replicas: 1");
    }

    /** Everything in one process, which watches clusters too: kubeconfigs by name. */
    static ServicePlace watching(Path folder, Map<String, Path> kubeconfigs) throws IOException {
        ServicePlace place = allInOne(folder);
        StringBuilder watch = new StringBuilder("watch:\n  clusters:\n");
        kubeconfigs.forEach((name, file) -> watch.append("    ")
                .append(name)
                .append(": {kubeconfig: '")
                .append(file)
                .append("'}\n"));
        Files.writeString(folder.resolve("anchorwatch.yaml"), watch, StandardOpenOption.APPEND);
        return place;
    }

    private static ServicePlace make(Path folder, int kafkaPort, String kafka) throws IOException {
        ServicePlace place = new ServicePlace(folder, kafkaPort, Ports.free(), Ports.free());
        Files.writeString(folder.resolve("token"), TOKEN);
        Files.writeString(
                folder.resolve("anchorwatch.yaml"), """
                data: data
                kafka:
                  %s
                webhook:
                  port: %d
                  allowPlainHttp: true
                  clusters: {prod: {tokens: ["${file:token}"]}}
                sinks:
                  console: {type: console}
                  file: {type: file, path: data/alerts.ndjson, maxBytes: 1GiB}
                operations: {port: %d}
                """.formatted(kafka, place.webhookPort(), place.operationsPort()));
        return place;
    }

    /** Starts the program as a user does. */
    ChildJvm start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--config", folder.resolve("anchorwatch.yaml").toString()));
        arguments.addAll(List.of(more));
        return ChildJvm.start(folder.resolve("service.log"), AnchorwatchMain.class.getName(), arguments);
    }

    String bootstrap() {
        return "127.0.0.1:" + kafkaPort;
    }

    Path alertFile() {
        return folder.resolve("data/alerts.ndjson");
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("service.log"));
    }
}
