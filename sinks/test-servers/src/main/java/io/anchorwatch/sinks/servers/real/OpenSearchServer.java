// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A single node of OpenSearch 2.19, without security, on the loopback interface. */
public final class OpenSearchServer implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 512;

    private final ServerProcess process;
    private final URI url;

    private OpenSearchServer(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * A node that answers, with no data.
     *
     * @throws ServerStartException when it does not come up
     */
    public static OpenSearchServer start() {
        Path folder = TempFolder.create("opensearch");
        ServerProcess process = JavaServer.start(
                "opensearch",
                "OpenSearchMain",
                HEAP_MEGABYTES,
                folder,
                List.of(folder.resolve("node").toString()));
        return new OpenSearchServer(process, URI.create("http://127.0.0.1:" + process.awaitPort()));
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
