// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests on one broker for the class, with topics of their own for each. */
abstract class OnBroker {

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;

    DispatchBench bench;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, 0);
    }

    @BeforeEach
    void makeTopics() {
        bench = new DispatchBench(broker, 3);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }
}
