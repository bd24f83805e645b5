// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** The client of a target, made anew when a file of its TLS settings changes. */
final class TlsClients {

    private final HttpTls tls;
    private final OkHttpClient plain;
    private @Nullable OkHttpClient current;
    private List<String> stamps = List.of();

    TlsClients(HttpTls tls, OkHttpClient plain) {
        this.tls = tls;
        this.plain = plain;
    }

    /**
     * The client for the files as they are now.
     *
     * @throws IOException in one line, when they cannot be used
     */
    synchronized OkHttpClient get() throws IOException {
        if (tls.equals(HttpTls.PLATFORM)) {
            return plain;
        }
        List<String> now = stamp();
        OkHttpClient client = current;
        if (client == null || !now.equals(stamps)) {
            client = build();
            if (current != null) {
                current.connectionPool().evictAll();
            }
            current = client;
            stamps = now;
        }
        return client;
    }

    synchronized void close() {
        for (OkHttpClient client : current == null ? List.of(plain) : List.of(plain, current)) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    private List<String> stamp() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Stream.of(tls.authorities(), tls.certificate(), tls.key())
                .flatMap(Optional::stream)
                .toList()) {
            found.add(Files.exists(file) ? Files.getLastModifiedTime(file) + " " + Files.size(file) : "");
        }
        return found;
    }

    private OkHttpClient build() throws IOException {
        HandshakeCertificates certificates = handshake(tls);
        // A pool of its own: a connection made with the old certificate must not serve the new one.
        return plain.newBuilder()
                .connectionPool(new ConnectionPool())
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .build();
    }

    /**
     * Whom to trust and what to show, from the files as they are now.
     *
     * @throws TlsFilesException when they cannot be used
     */
    static HandshakeCertificates handshake(HttpTls tls) throws IOException {
        HandshakeCertificates.Builder made = new HandshakeCertificates.Builder();
        if (tls.authorities().isPresent()) {
            certificates(tls.authorities().get()).forEach(made::addTrustedCertificate);
        } else {
            made.addPlatformTrustedCertificates();
        }
        if (tls.certificate().isPresent() && tls.key().isPresent()) {
            List<X509Certificate> chain = certificates(tls.certificate().get());
            String key = readString(tls.key().get());
            try {
                HeldCertificate held = HeldCertificate.decode(certificatePem(chain.get(0)) + key);
                made.heldCertificate(held, chain.subList(1, chain.size()).toArray(X509Certificate[]::new));
            } catch (IllegalArgumentException e) {
                throw new TlsFilesException(tls.key().get() + " is no PKCS #8 key of that certificate in PEM", e);
            }
        }
        return made.build();
    }

    private static String certificatePem(X509Certificate certificate) {
        return Certificates.certificatePem(certificate);
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) certificate);
            }
            if (found.isEmpty()) {
                throw new TlsFilesException(file + " holds no certificate in PEM", null);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new TlsFilesException(file + " holds no certificate in PEM", e);
        } catch (TlsFilesException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsFilesException(file + " cannot be read", e);
        }
    }

    private static String readString(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new TlsFilesException(file + " cannot be read", e);
        }
    }
}
