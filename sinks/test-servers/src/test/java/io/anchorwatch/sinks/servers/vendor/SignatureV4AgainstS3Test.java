// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.real.S3ProxyServer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What we compute, a server of others finds good; and that server creates an object once only when asked so. */
final class SignatureV4AgainstS3Test {

    private static final List<String> SIGNED = List.of("host", "x-amz-content-sha256", "x-amz-date");

    @Test
    void a_signed_object_is_created_once() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start("key", "secret")) {
            assertThat(put(server, "/bucket", "", "secret")).isEqualTo(200);
            assertThat(put(server, "/bucket/a", "text", "other")).isEqualTo(403);
            assertThat(put(server, "/bucket/a", "text", "secret")).isEqualTo(200);
            assertThat(put(server, "/bucket/a", "text", "secret")).isEqualTo(412);
        }
    }

    private static int put(S3ProxyServer server, String path, String body, String secret) throws Exception {
        byte[] bytes = body.getBytes(UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String time = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                .format(Instant.now().atOffset(ZoneOffset.UTC));
        String day = time.substring(0, 8);
        Map<String, String> headers =
                Map.of("host", server.url().getAuthority(), "x-amz-content-sha256", hash, "x-amz-date", time);
        String signature = new SignatureV4("us-east-1", "s3")
                .signature(new StubRequest("PUT", path, headers, bytes, bytes), SIGNED, day, secret);
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("If-None-Match", "*")
                .header("x-amz-content-sha256", hash)
                .header("x-amz-date", time)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=key/" + day + "/us-east-1/s3/aws4_request, SignedHeaders="
                                + String.join(";", SIGNED) + ", Signature=" + signature)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
