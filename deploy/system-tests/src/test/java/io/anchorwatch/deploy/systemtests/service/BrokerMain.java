// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own, so that it can go while the service stays. */
public final class BrokerMain {

    private BrokerMain() {}

    public static ChildJvm start(Path folder, int port) throws IOException {
        return ChildJvm.start(
                folder.resolve("broker.log"),
                BrokerMain.class.getName(),
                List.of(folder.resolve("broker").toString(), Integer.toString(port)));
    }

    /** Stops it cleanly. */
    static void stop(ChildJvm broker) throws Exception {
        broker.process().getOutputStream().close();
        assertThat(broker.exitCode(60)).isZero();
    }

    /** Serves until the parent closes standard input, so that no child outlives a dead test run. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            while (System.in.read() >= 0) {
                broker.port();
            }
        }
        System.exit(0);
    }
}
