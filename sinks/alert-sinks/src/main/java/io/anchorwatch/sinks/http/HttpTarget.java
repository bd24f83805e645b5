// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an HTTP sink posts to, and how.
 *
 * @param url an {@code https} URL; its path and query may hold a token and are never printed
 * @param allowPlainHttp whether {@code http} is meant
 * @param allowedHosts host names that may resolve to a private address
 * @param allowedCidrs address blocks that may be connected to besides public ones
 * @param headers headers to add
 * @param auth what goes into {@code Authorization}
 * @param tls authorities and client certificate
 * @param connectTimeout time to connect, 1 ms to 1 min
 * @param totalTimeout time for a whole request with its answer, 1 ms to 5 min
 */
public record HttpTarget(
        URI url,
        boolean allowPlainHttp,
        List<String> allowedHosts,
        List<String> allowedCidrs,
        Map<String, Secret> headers,
        HttpAuth auth,
        HttpTls tls,
        Duration connectTimeout,
        Duration totalTimeout) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    public HttpTarget {
        allowedHosts = List.copyOf(allowedHosts);
        allowedCidrs = List.copyOf(allowedCidrs);
        headers = Map.copyOf(headers);
    }

    /** HTTPS to a public address, 3 s to connect and 10 s in all. */
    public static HttpTarget of(URI url) {
        return new HttpTarget(
                url, false, List.of(), List.of(), Map.of(), Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    /** Without credentials of its own and with the platform's authorities. */
    public HttpTarget(
            URI url,
            boolean allowPlainHttp,
            List<String> allowedHosts,
            List<String> allowedCidrs,
            Map<String, Secret> headers,
            Duration connectTimeout,
            Duration totalTimeout) {
        this(
                url,
                allowPlainHttp,
                allowedHosts,
                allowedCidrs,
                headers,
                new HttpAuth.None(),
                HttpTls.PLATFORM,
                connectTimeout,
                totalTimeout);
    }

    /** The same way to another URL, as for the further peers of a cluster. */
    public HttpTarget at(URI other) {
        return new HttpTarget(
                other, allowPlainHttp, allowedHosts, allowedCidrs, headers, auth, tls, connectTimeout, totalTimeout);
    }

    /** The same target with other credentials. */
    public HttpTarget with(HttpAuth other) {
        return new HttpTarget(
                url, allowPlainHttp, allowedHosts, allowedCidrs, headers, other, tls, connectTimeout, totalTimeout);
    }

    /** Adds what is wrong with it. */
    public ConfigChecks check(ConfigChecks checks) {
        checkUrl(checks);
        AddressPolicy.check(checks, allowedCidrs);
        headers.forEach((name, value) -> {
            checks.require(name.matches(TOKEN), "headers", "'" + name.length() + "' characters are no header name");
            checks.require(isHeaderText(value.reveal()), "headers." + name, "holds characters a header cannot carry");
        });
        auth.header()
                .ifPresent(value ->
                        checks.require(isHeaderText(value), "token", "holds characters a header cannot carry"));
        checks.require(
                tls.certificate().isPresent() == tls.key().isPresent(),
                "tls",
                "needs certificate and key together, or neither");
        return checks.within(connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1), "connectTimeout")
                .within(totalTimeout, Duration.ofMillis(1), Duration.ofMinutes(5), "totalTimeout");
    }

    private void checkUrl(ConfigChecks checks) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        checks.require(
                scheme.equals("https") || (scheme.equals("http") && allowPlainHttp),
                "url",
                "must begin with https:// (http:// only with allowPlainHttp)");
        checks.require(url.getUserInfo() == null, "url", "must hold no user and password; use user and password");
        String host = url.getHost();
        checks.require(host != null, "url", "names no host");
        if (host != null) {
            Optional<InetAddress> literal = Cidr.literal(host);
            Optional<String> refusal = literal.flatMap(address -> policy().refusal(host, address));
            checks.require(refusal.isEmpty(), "url", refusal.orElse(""));
        }
    }

    /** What the exceptions amount to; a bad block counts as none. */
    AddressPolicy policy() {
        return new AddressPolicy(allowedHosts, allowedCidrs);
    }

    /** Scheme, host and port: what may be printed. */
    public String origin() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
        return "HttpTarget[" + origin() + "/***]";
    }

    private static boolean isHeaderText(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
