// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.ingest.audit.spool.Intake;
import io.anchorwatch.ingest.audit.spool.Spool;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may post for which cluster, over real TLS. */
final class WebhookAuthenticationTest {

    private static final String TOKEN = "a-token-of-more-than-32-characters-1";
    private static final String NEXT_TOKEN = "a-token-of-more-than-32-characters-2";

    @TempDir
    private Path dir;

    private Pki authority;
    private Pki stranger;
    private TlsFiles files;
    private Spool spool;
    private final MemoryPublisher publisher = new MemoryPublisher();

    @BeforeEach
    void issueCertificates() throws Exception {
        authority = new Pki("audit-ca");
        stranger = new Pki("other-ca");
        Pki.Identity server = authority.issue("receiver", "localhost");
        files = new TlsFiles(
                Pki.writePem(dir.resolve("tls.crt"), server.certificate()),
                Pki.writePem(dir.resolve("tls.key"), server.keys().getPrivate()),
                Optional.of(Pki.writePem(dir.resolve("ca.crt"), authority.certificate())));
        spool = Spool.open(dir.resolve("spool"), 1 << 20, Clock.systemUTC());
    }

    @AfterEach
    void closeSpool() {
        spool.close();
    }

    private WebhookReceiver start(Map<String, ClusterCredentials> clusters) throws IOException {
        WebhookReceiverConfig config =
                new WebhookReceiverConfig("127.0.0.1", 0, Optional.of(files), false, clusters, ReceiverLimits.DEFAULT);
        Intake intake = new Intake(publisher, spool, Duration.ofSeconds(2), Duration.ofSeconds(2));
        return WebhookReceiver.start(
                config, new AuditEventCodec(EventLimits.DEFAULT), intake, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static HttpResponse<String> post(
            WebhookReceiver receiver, SSLContext tls, String cluster, String... headers)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + receiver.port() + "/v1/audit/" + cluster + "?timeout=30s"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Batches.list(Batches.event("e"))));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ClusterCredentials certificates(String... names) {
        return new ClusterCredentials(Set.of(names), Set.of());
    }

    private static ClusterCredentials tokens(String... tokens) {
        return new ClusterCredentials(Set.of(), Set.of(tokens));
    }

    @Test
    void aClientCertificateSpeaksForTheClusterOfItsName() throws Exception {
        SSLContext byCommonName = authority.clientContext(authority.issue("prod-apiserver", "unused.example"));
        SSLContext byAlternative = authority.clientContext(authority.issue("unused", "test-apiserver.example"));
        try (WebhookReceiver receiver =
                start(Map.of("prod", certificates("prod-apiserver"), "test", certificates("test-apiserver.example")))) {
            assertThat(post(receiver, byCommonName, "prod").statusCode()).isEqualTo(200);
            assertThat(post(receiver, byAlternative, "test").statusCode()).isEqualTo(200);
            assertThat(post(receiver, byAlternative, "prod").statusCode()).isEqualTo(403);
        }
        assertThat(publisher.published).extracting("key").containsExactly("prod/e", "test/e");
    }

    @Test
    void aCertificateOfTheRightAuthorityWithAnUnknownNameIsNobody() throws Exception {
        SSLContext unknown = authority.clientContext(authority.issue("prod-apiserver2", "x.prod-apiserver"));
        try (WebhookReceiver receiver = start(Map.of("prod", certificates("prod-apiserver")))) {
            HttpResponse<String> answer = post(receiver, unknown, "prod");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("--audit-webhook-config-file");
        }
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void withoutOrWithAStrangersCertificateThereIsNoConnection() throws Exception {
        SSLContext strangers = authority.clientContext(stranger.issue("prod-apiserver", "prod-apiserver"));
        SSLContext none = authority.clientContext();
        try (WebhookReceiver receiver = start(Map.of("prod", certificates("prod-apiserver")))) {
            assertThatThrownBy(() -> post(receiver, strangers, "prod")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> post(receiver, none, "prod")).isInstanceOf(IOException.class);
        }
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void eachActiveTokenSpeaksForItsClusterOnly() throws Exception {
        SSLContext client = authority.clientContext();
        String other = "another-token-another-token-another-";
        try (WebhookReceiver receiver = start(Map.of("prod", tokens(TOKEN, NEXT_TOKEN), "test", tokens(other)))) {
            assertThat(post(receiver, client, "prod", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post(receiver, client, "prod", "Authorization", "bearer " + NEXT_TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post(receiver, client, "prod", "Authorization", "Bearer " + other)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(receiver, client, "prod", "Authorization", "Bearer " + TOKEN + "x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(receiver, client, "prod", "Authorization", "Basic " + TOKEN)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(receiver, client, "prod").statusCode()).isEqualTo(401);
        }
        assertThat(publisher.published).hasSize(2);
    }

    @Test
    void aWrongTokenIsNotMadeGoodByACertificate() throws Exception {
        SSLContext client = authority.clientContext(authority.issue("prod-apiserver", "prod-apiserver"));
        ClusterCredentials both = new ClusterCredentials(Set.of("prod-apiserver"), Set.of(TOKEN));
        try (WebhookReceiver receiver = start(Map.of("prod", both))) {
            assertThat(post(receiver, client, "prod").statusCode()).isEqualTo(200);
            assertThat(post(receiver, client, "prod", "Authorization", "Bearer no")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aChangedCertificateIsServedWithoutARestartAndABadOneIsNot() throws Exception {
        SSLContext client = authority.clientContext();
        try (WebhookReceiver receiver = start(Map.of("prod", tokens(TOKEN)))) {
            replaceServerCertificate("renewed", 10);
            receiver.reloadTls();
            assertThat(servedName(receiver, client)).isEqualTo("CN=renewed");
            Files.writeString(files.certificateChain(), "no certificate");
            receiver.reloadTls();
            assertThat(servedName(receiver, client)).isEqualTo("CN=renewed");
        }
    }

    private void replaceServerCertificate(String name, long secondsLater) throws Exception {
        Pki.Identity renewed = authority.issue(name, "localhost");
        JcaPKCS8Generator pkcs8 = new JcaPKCS8Generator(renewed.keys().getPrivate(), null);
        FileTime later = FileTime.from(Instant.now(Clock.systemUTC()).plusSeconds(secondsLater));
        Files.setLastModifiedTime(Pki.writePem(files.certificateChain(), renewed.certificate()), later);
        Files.setLastModifiedTime(Pki.writePem(files.privateKey(), pkcs8), later);
    }

    private static String servedName(WebhookReceiver receiver, SSLContext client) throws Exception {
        HttpResponse<String> answer = post(receiver, client, "prod", "Authorization", "Bearer " + TOKEN);
        SSLSession session = answer.sslSession().orElseThrow();
        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
        return session.getPeerPrincipal().getName();
    }
}
