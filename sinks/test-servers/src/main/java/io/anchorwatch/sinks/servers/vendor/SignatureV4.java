// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks requests to AWS by computing their signature of version 4 again, for paths that need no encoding.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">signing</a>
 */
final class SignatureV4 {

    /** A signature is good for so long before and after the service's time. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Pattern HEADER =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)"
                    + "/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private final String region;
    private final String service;

    SignatureV4(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /** The vendor's name for what is wrong; empty when the signature is good. */
    String problem(StubRequest request, String accessKey, String secretKey, Instant now) {
        Matcher header = HEADER.matcher(request.header("authorization").orElse(""));
        String time = request.header("x-amz-date").orElse("");
        if (!header.matches()) {
            return request.header("authorization").isEmpty()
                    ? "MissingAuthenticationTokenException"
                    : "IncompleteSignatureException";
        }
        if (!header.group(1).equals(accessKey)) {
            return "UnrecognizedClientException";
        }
        boolean scope = header.group(3).equals(region)
                && header.group(4).equals(service)
                && time.startsWith(header.group(2) + "T");
        if (!scope || !inTime(time, now)) {
            return "InvalidSignatureException";
        }
        List<String> signed = Arrays.asList(header.group(5).split(";", -1));
        if (!signed.contains("host")
                || !signed.contains("x-amz-date")
                || !signed.equals(signed.stream().sorted().toList())) {
            return "InvalidSignatureException";
        }
        return signature(request, signed, header.group(2), secretKey).equals(header.group(6))
                ? ""
                : "InvalidSignatureException";
    }

    /** The signature that a request with these signed headers has to carry. */
    String signature(StubRequest request, List<String> signed, String day, String secretKey) {
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String hash = sha256(canonical(request, signed).getBytes(UTF_8));
        String time = request.header("x-amz-date").orElse("");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash);
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : List.of(day, region, service, "aws4_request", toSign)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(key);
    }

    private static boolean inTime(String time, Instant now) {
        try {
            Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
            return Duration.between(signed, now).abs().compareTo(WINDOW) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String canonical(StubRequest request, List<String> signed) {
        String query = Stream.of(request.rawQuery().split("&", -1)).sorted().collect(Collectors.joining("&"));
        String headers = signed.stream()
                .map(name -> name + ":" + request.header(name).orElse("").replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                request.path(),
                query,
                headers,
                String.join(";", signed),
                sha256(request.wire()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
