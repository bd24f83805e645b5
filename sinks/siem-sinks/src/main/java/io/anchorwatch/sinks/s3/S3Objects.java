// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.siem.AwsSigner;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two requests the sink makes, signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
final class S3Objects implements AutoCloseable {

    private static final String META = "x-amz-meta-";
    private static final int TAKEN = 412;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");

    /** What became of a PUT. */
    sealed interface Put {}

    /** The object is there now. */
    record Written() implements Put {}

    /** There is one of that key already. */
    record Taken() implements Put {}

    /** Not now. */
    record Later(Retry retry) implements Put {}

    private final S3Config config;
    private final HttpPoster poster;
    private final AwsSigner signer;

    S3Objects(S3Config config, InstantSource clock) {
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        signer = new AwsSigner("s3", config.region(), config.credentials(), clock);
    }

    /** Writes an object unless there is one of that key. */
    Put create(String key, byte[] body, Map<String, String> metadata) {
        HttpCall call = new HttpCall("PUT", path(key), Map.of(), body, HttpPoster.MOST_BODY_BYTES)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .header("If-None-Match", "*");
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            call = call.header(META + entry.getKey(), entry.getValue());
        }
        HttpAnswer answer = send(call);
        if (answer instanceof Status status && status.isGood()) {
            return new Written();
        }
        return answer instanceof Status status && status.code() == TAKEN ? new Taken() : new Later(later(answer));
    }

    /** An object's metadata of that name; empty when it has none. Otherwise, why not. */
    Found find(String key, String... names) {
        HttpAnswer answer = send(new HttpCall("HEAD", path(key), Map.of(), new byte[0], HttpPoster.MOST_BODY_BYTES));
        if (answer instanceof Status status && status.isGood()) {
            return new Found(
                    Arrays.stream(names)
                            .filter(name -> status.header(META + name).isPresent())
                            .collect(Collectors.toMap(
                                    name -> name,
                                    name -> status.header(META + name).orElse(""))),
                    Optional.empty());
        }
        return new Found(Map.of(), Optional.of(later(answer)));
    }

    /** What a HEAD told: metadata, or why there is none. */
    record Found(Map<String, String> metadata, Optional<Retry> problem) {}

    private HttpAnswer send(HttpCall call) {
        return poster.send(signer.sign(config.target(), call));
    }

    private Retry later(HttpAnswer answer) {
        if (answer instanceof Failed failed) {
            return new Retry(Duration.ZERO, failed.reason());
        }
        Status status = (Status) answer;
        Matcher matcher = CODE.matcher(new String(status.body(), UTF_8));
        String code = matcher.find() ? matcher.group(1) : "";
        return new Retry(
                status.retryAfter(),
                config.target().origin() + " answered " + status.code() + (code.isEmpty() ? "" : " " + code)
                        + advice(status.code(), code));
    }

    private static String advice(int status, String code) {
        return switch (code) {
            case "RequestTimeTooSkewed" -> ": set this machine's clock";
            case "ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken" ->
                ": renew accessKey, secretKey and sessionToken";
            case "AccessDenied" -> ": allow s3:PutObject and s3:GetObject below the prefix";
            case "NoSuchBucket" -> ": create the bucket, or correct bucket and region";
            case "NotImplemented" -> ": it cannot write on condition (If-None-Match), which this sink needs";
            default -> status >= 300 && status < 400 ? ": correct endpoint and region" : byStatus(status);
        };
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 401, 403 -> ": allow s3:PutObject and s3:GetObject below the prefix";
            case 404 -> ": create the bucket, or correct bucket and region";
            case 501 -> ": it cannot write on condition (If-None-Match), which this sink needs";
            default -> "";
        };
    }

    private static String path(String key) {
        return Arrays.stream(key.split("/"))
                .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));
    }

    @Override
    public void close() {
        poster.close();
    }
}
