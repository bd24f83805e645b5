// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * S3Proxy, which speaks the S3 API and checks signatures of version 4; buckets are addressed by path and objects are kept
 * in memory.
 */
public final class S3ProxyServer implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 256;

    private final ServerProcess process;
    private final URI url;

    private S3ProxyServer(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * A server without buckets that lets the owner of these keys in.
     *
     * @throws ServerStartException when it does not come up
     */
    public static S3ProxyServer start(String accessKey, String secretKey) {
        Path folder = TempFolder.create("s3");
        ServerProcess process = JavaServer.start("s3", "S3Main", HEAP_MEGABYTES, folder, List.of(accessKey, secretKey));
        return new S3ProxyServer(process, URI.create("http://127.0.0.1:" + process.awaitPort()));
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
