// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that every sink over HTTP has, and what becomes of them. */
public final class HttpCases {

    private HttpCases() {}

    /** All of them but the address and credentials, as an operator writes them; others follow. */
    public static Object[] with(Object... others) {
        List<Object> all = new ArrayList<>(List.of(
                "allowPlainHttp",
                true,
                "allowedHosts",
                List.of("soc"),
                "allowedCidrs",
                List.of("10.0.0.0/8"),
                "headers",
                Map.of("X-Tenant", "${env:OTHER}"),
                "tls",
                Map.of("authorities", "/ca.pem", "certificate", "/c.pem", "key", "/k.pem"),
                "connectTimeout",
                "1s",
                "totalTimeout",
                "4s"));
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }

    /** The target that {@link #with} makes. */
    public static HttpTarget target(String url, HttpAuth auth) {
        return new HttpTarget(
                URI.create(url),
                true,
                List.of("soc"),
                List.of("10.0.0.0/8"),
                Map.of("X-Tenant", MapSettings.OTHER),
                auth,
                new HttpTls(
                        Optional.of(Path.of("/ca.pem")),
                        Optional.of(Path.of("/c.pem")),
                        Optional.of(Path.of("/k.pem"))),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4));
    }
}
