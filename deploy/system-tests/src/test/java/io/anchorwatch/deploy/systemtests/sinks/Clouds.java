// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.OpenTelemetryStub;
import io.anchorwatch.sinks.servers.vendor.SecOpsStub;
import io.anchorwatch.sinks.servers.vendor.SecurityHubStub;
import io.anchorwatch.sinks.servers.vendor.SentinelStub;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;

/** Stand-ins for what clouds take alerts with, with the settings of a sink that writes to them. */
final class Clouds {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ACCOUNT = "anchorwatch@soc.iam.gserviceaccount.com";

    private Clouds() {}

    static SinkTarget otlp(Path folder) throws IOException {
        return StubTarget.of(
                OpenTelemetryStub.start(StubSetup.plain(), SECRET),
                url -> Loopback.http("otlp", url, "bearer: " + Loopback.secret(folder, "secret", SECRET)));
    }

    static SinkTarget sentinel(Path folder) throws IOException {
        return StubTarget.of(
                SentinelStub.start(StubSetup.plain(), SECRET, Duration.ofHours(1)),
                url -> Loopback.http(
                        "sentinel",
                        url,
                        "rule: " + SentinelStub.RULE,
                        "stream: " + SentinelStub.STREAM,
                        "authority: " + url,
                        "tenant: " + SentinelStub.TENANT,
                        "client: " + SentinelStub.CLIENT,
                        "clientSecret: " + Loopback.secret(folder, "secret", SECRET)));
    }

    static SinkTarget securityHub(Path folder) throws IOException {
        SecurityHubStub stub = SecurityHubStub.start(StubSetup.plain(), "access", SECRET);
        return StubTarget.of(
                stub,
                url -> Loopback.plainHttp(
                        "securityhub",
                        "endpoint: " + url,
                        "region: eu-central-1",
                        "account: \"123456789012\"",
                        "accessKey: " + Loopback.secret(folder, "access", "access"),
                        "secretKey: " + Loopback.secret(folder, "secret", SECRET)));
    }

    static SinkTarget secOps(Path folder) throws IOException {
        KeyPair key = key();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        String file = JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("client_email", ACCOUNT)
                .put("private_key", pem)
                .toString();
        SecOpsStub stub = SecOpsStub.start(StubSetup.plain(), ACCOUNT, key.getPublic(), Duration.ofHours(1));
        return StubTarget.of(
                stub,
                url -> Loopback.http(
                        "secops",
                        url,
                        "project: p",
                        "location: l",
                        "instance: i",
                        // The assertion names it.
                        "tokenUrl: " + stub.url() + "/token",
                        "serviceAccount: " + Loopback.secret(folder, "account", file)));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
