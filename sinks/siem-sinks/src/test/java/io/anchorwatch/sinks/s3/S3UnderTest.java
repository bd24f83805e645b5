// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.AwsSigner;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultyFront;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Targets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The sink with a bucket of its own on a real server. */
final class S3UnderTest extends FaultySink {

    static final String ACCESS_KEY = "access";
    static final String SECRET_KEY = "secret";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final int MANY = 64 << 20;

    private final FaultyFront front;
    private final Bucket bucket;
    private final Credential secretKey;
    private final AtomicReference<Duration> ahead;

    private S3UnderTest(FaultyFront front, String bucket, URI server, long maxBytes) {
        this(front, bucket, server, maxBytes, new Credential(SECRET_KEY), new AtomicReference<>(Duration.ZERO));
    }

    private S3UnderTest(
            FaultyFront front,
            String bucket,
            URI server,
            long maxBytes,
            Credential secretKey,
            AtomicReference<Duration> ahead) {
        super(
                new S3Sink(
                        config(front, bucket, maxBytes, secretKey.secret()),
                        () -> Instant.now().minus(ahead.get())),
                front.faults(),
                Optional.of(secretKey));
        this.secretKey = secretKey;
        this.ahead = ahead;
        this.front = front;
        this.bucket = new Bucket(Targets.loopback(URI.create(server + "/" + bucket)));
    }

    static S3UnderTest open(URI server) {
        return open(server, MANY);
    }

    static S3UnderTest open(URI server, long maxBytes) {
        String name = "bucket" + NUMBER.incrementAndGet();
        S3UnderTest tested = new S3UnderTest(new FaultyFront(server), name, server, maxBytes);
        tested.bucket.create();
        return tested;
    }

    private static S3Config config(FaultyFront front, String bucket, long maxBytes, Secret secretKey) {
        return new S3Config(
                "s3",
                Targets.loopback(URI.create(front.url() + "/" + bucket)),
                "us-east-1",
                new AwsCredentials(Secret.of(ACCESS_KEY), secretKey, Optional.empty()),
                "soc/k8s",
                AlertFormats.JSON,
                maxBytes,
                Duration.ZERO);
    }

    static AwsCredentials credentials(String secret) {
        return new AwsCredentials(Secret.of(ACCESS_KEY), Secret.of(secret), Optional.empty());
    }

    FaultyFront front() {
        return front;
    }

    /** Another sink on the same bucket, as after a restart. */
    S3Sink next() {
        return new S3Sink(
                config(front, bucket.target.url().getPath().substring(1), MANY, Secret.of(SECRET_KEY)),
                InstantSource.system());
    }

    S3Sink positioned() {
        return (S3Sink) sink();
    }

    @Override
    public boolean canReject() {
        return false;
    }

    /** The server's keys stay: it is the sink that has others. */
    @Override
    public void expireCredentials() {
        secretKey.show("expired");
    }

    @Override
    public void renewCredentials() {
        secretKey.show(SECRET_KEY);
    }

    @Override
    public boolean hasClock() {
        return true;
    }

    /** The server's clock stays: the sink's goes the other way. */
    @Override
    public void skewClock(Duration by) {
        ahead.set(by);
    }

    List<String> keys() {
        return bucket.keys();
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String key : keys()) {
            bucket.text(key)
                    .lines()
                    .forEach(line ->
                            ids.add(Json.read(line.getBytes(UTF_8)).path("id").asText()));
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        super.close();
        front.close();
    }

    /** What a reader of the bucket sees. */
    private static final class Bucket {

        private final HttpTarget target;
        private final AwsSigner signer =
                new AwsSigner("s3", "us-east-1", credentials(SECRET_KEY), InstantSource.system());

        Bucket(HttpTarget target) {
            this.target = target;
        }

        private Status send(String method, String path) {
            try (HttpPoster poster = new HttpPoster(target, InstantSource.system())) {
                HttpCall call = new HttpCall(method, path, Map.of(), new byte[0], MANY);
                return (Status) poster.send(signer.sign(target, call));
            }
        }

        void create() {
            Status status = send("PUT", "");
            if (!status.isGood()) {
                throw new IllegalStateException("no bucket: " + status.code() + new String(status.body(), UTF_8));
            }
        }

        List<String> keys() {
            Matcher matcher = KEY.matcher(new String(send("GET", "").body(), UTF_8));
            return matcher.results().map(found -> found.group(1)).toList();
        }

        String text(String key) {
            byte[] packed = send("GET", "/" + URLEncoder.encode(key, UTF_8).replace("%2F", "/"))
                    .body();
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
