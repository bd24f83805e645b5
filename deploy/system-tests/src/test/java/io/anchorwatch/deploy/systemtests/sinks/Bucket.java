// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.servers.real.S3ProxyServer;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.AwsSigner;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A bucket of a real S3Proxy, and how to look into it. */
public final class Bucket implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final int MOST_BYTES = 64 << 20;

    private final S3ProxyServer server = S3ProxyServer.start("access", "secret");
    private final HttpTarget target = new HttpTarget(
            URI.create(server.url() + "/trial"),
            true,
            List.of(),
            List.of("127.0.0.0/8"),
            Map.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    private final AwsSigner signer = new AwsSigner(
            "s3",
            "us-east-1",
            new AwsCredentials(Secret.of("access"), Secret.of("secret"), Optional.empty()),
            InstantSource.system());

    public Bucket() {
        send("PUT", "");
    }

    /** Where the server is. */
    public URI url() {
        return server.url();
    }

    /** Settings of a sink that writes to it at that port, secrets in files of {@code folder}. */
    public static List<String> settings(Path folder, int port) {
        return List.of(
                "type: s3",
                "region: us-east-1",
                "endpoint: http://127.0.0.1:" + port,
                "pathStyle: true",
                "bucket: trial",
                "allowPlainHttp: true",
                "allowedCidrs: [127.0.0.0/8]",
                "accessKey: " + Loopback.secret(folder, "s3-access", "access"),
                "secretKey: " + Loopback.secret(folder, "s3-secret", "secret"),
                "format: json");
    }

    /** Keys of the objects, at most 1000. */
    public List<String> keys() {
        return KEY.matcher(new String(send("GET", ""), UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    byte[] get(String key) {
        return send("GET", path(key));
    }

    /** Deletes an object. */
    public void delete(String key) {
        send("DELETE", path(key));
    }

    private static String path(String key) {
        return "/" + URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }

    private byte[] send(String method, String path) {
        try (HttpPoster poster = new HttpPoster(target, InstantSource.system())) {
            HttpCall call = new HttpCall(method, path, Map.of(), new byte[0], MOST_BYTES);
            return ((Status) poster.send(signer.sign(target, call))).body();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
