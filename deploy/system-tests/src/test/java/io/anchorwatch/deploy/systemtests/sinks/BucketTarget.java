// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.servers.real.S3ProxyServer;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.AwsSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A bucket of a real S3Proxy. */
final class BucketTarget implements SinkTarget {

    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final int MOST_BYTES = 64 << 20;

    private final S3ProxyServer server = S3ProxyServer.start("access", "secret");
    private final TcpFront front;
    private final HttpTarget bucket;
    private final AwsSigner signer;
    private final List<String> settings;

    BucketTarget(Path folder) throws IOException {
        front = new TcpFront(server.url().getPort());
        bucket = new HttpTarget(
                URI.create(server.url() + "/trial"),
                true,
                List.of(),
                List.of("127.0.0.0/8"),
                Map.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        AwsCredentials credentials = new AwsCredentials(Secret.of("access"), Secret.of("secret"), Optional.empty());
        signer = new AwsSigner("s3", "us-east-1", credentials, InstantSource.system());
        send("PUT", "");
        settings = List.of(
                "type: s3",
                "region: us-east-1",
                "endpoint: http://127.0.0.1:" + front.port(),
                "pathStyle: true",
                "bucket: trial",
                "allowPlainHttp: true",
                "allowedCidrs: [127.0.0.0/8]",
                "accessKey: " + Loopback.secret(folder, "s3-access", "access"),
                "secretKey: " + Loopback.secret(folder, "s3-secret", "secret"),
                "format: json",
                "maxBytes: 64KiB",
                "linger: 1s");
    }

    @Override
    public List<String> settings() {
        return settings;
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        KEY.matcher(new String(send("GET", ""), UTF_8))
                .results()
                .map(found -> found.group(1))
                .forEach(key -> text(key)
                        .lines()
                        .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]*)\".*$", "$1"))
                        .forEach(ids::add));
        return ids;
    }

    private String text(String key) {
        byte[] packed = send("GET", "/" + URLEncoder.encode(key, UTF_8).replace("%2F", "/"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] send(String method, String path) {
        try (HttpPoster poster = new HttpPoster(bucket, InstantSource.system())) {
            HttpCall call = new HttpCall(method, path, Map.of(), new byte[0], MOST_BYTES);
            return ((Status) poster.send(signer.sign(bucket, call))).body();
        }
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.close();
    }
}
