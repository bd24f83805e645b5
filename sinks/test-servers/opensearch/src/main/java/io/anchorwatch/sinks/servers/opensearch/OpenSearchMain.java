// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.opensearch;

import java.io.IOException;
import java.io.PrintStream;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.http.HttpServerTransport;

/**
 * Starts a single node of OpenSearch on the loopback interface and ends it when standard input ends.
 *
 * <p>The argument is the folder for its data. One line of standard output tells the port: {@code READY <port>}.
 */
public final class OpenSearchMain {

    private OpenSearchMain() {}

    /** Runs until standard input ends, so that no node outlives the test that started it. */
    public static void main(String[] arguments) throws IOException {
        // The node turns standard output into a log of its own.
        PrintStream out = System.out;
        try {
            out.println("READY " + start(arguments[0]));
        } catch (RuntimeException e) {
            e.printStackTrace(out);
            Runtime.getRuntime().halt(1);
        }
        while (System.in.read() >= 0) {
            // Only the end matters.
        }
        Runtime.getRuntime().halt(0);
    }

    private static int start(String folder) {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", "0");
            settings.put("transport.port", "0");
            // A full disk of the machine that builds is no matter of these tests.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        runner.build(OpenSearchRunner.newConfigs().basePath(folder).numOfNode(1).clusterName("anchorwatch-test"));
        runner.ensureYellow();
        return runner.node()
                .injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .getPort();
    }
}
