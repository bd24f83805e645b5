// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.s3;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * Starts S3Proxy on the loopback interface, objects in memory, and ends it when standard input ends.
 *
 * <p>The arguments are the access key and its secret. One line of standard output tells the port: {@code READY <port>}.
 */
public final class S3Main {

    private S3Main() {}

    /** Runs until standard input ends, so that no server outlives the test that started it. */
    public static void main(String[] arguments) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .awsAuthentication(AuthenticationType.AWS_V4, arguments[0], arguments[1])
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        proxy.start();
        System.out.println("READY " + proxy.getPort());
        while (System.in.read() >= 0) {
            // Only the end matters.
        }
        Runtime.getRuntime().halt(0);
    }
}
