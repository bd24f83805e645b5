// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import java.net.URI;
import java.util.Optional;

/** Reads the settings that all sinks over HTTP share, so that they are called the same everywhere. */
public final class HttpSettings {

    private HttpSettings() {}

    /** A target whose address is {@code url}; {@code example} shows one. */
    public static HttpTarget read(Settings settings, String example) {
        return read(settings, settings.url("url", example));
    }

    /** A target whose address is its credential: {@code url} has to be a reference. */
    public static HttpTarget readSecret(Settings settings, String example) {
        return read(settings, settings.secretUrl("url", example));
    }

    /** A target whose address comes from elsewhere. */
    public static HttpTarget read(Settings settings, URI url) {
        HttpTarget usual = HttpTarget.of(url);
        Settings tls = settings.section("tls");
        return new HttpTarget(
                url,
                settings.flag("allowPlainHttp", false),
                settings.texts("allowedHosts"),
                settings.texts("allowedCidrs"),
                settings.secretsByName("headers"),
                auth(settings),
                new HttpTls(tls.file("authorities"), tls.file("certificate"), tls.file("key")),
                settings.span("connectTimeout", usual.connectTimeout()),
                settings.span("totalTimeout", usual.totalTimeout()));
    }

    /** {@code user} and {@code password}, or {@code bearer}, or nothing. */
    private static HttpAuth auth(Settings settings) {
        Optional<String> user = settings.optional("user");
        Optional<Secret> bearer = settings.optionalSecret("bearer");
        if (user.isPresent()) {
            if (bearer.isPresent()) {
                settings.problem("bearer", "stands beside user: keep one of them");
            }
            return new HttpAuth.Basic(user.get(), settings.secret("password"));
        }
        return bearer.<HttpAuth>map(token -> new HttpAuth.Token("Bearer", token))
                .orElseGet(HttpAuth.None::new);
    }
}
