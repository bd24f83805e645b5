// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class S3ProxyServerTest {

    @Test
    void lets_nobody_in_without_a_signature() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start("key", "secret")) {
            assertThat(Http.send("PUT", server.url().resolve("/bucket"), "text/plain", "")
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
