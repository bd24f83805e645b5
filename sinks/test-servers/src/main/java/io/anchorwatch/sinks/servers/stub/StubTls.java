// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority of its own and a certificate of it for {@code localhost} and {@code 127.0.0.1}; both live a day. */
public final class StubTls {

    private final HeldCertificate authority;
    private final HeldCertificate server;

    private StubTls(HeldCertificate authority, HeldCertificate server) {
        this.authority = authority;
        this.server = server;
    }

    /** A new authority that nobody trusts yet. */
    public static StubTls create() {
        HeldCertificate authority = new HeldCertificate.Builder()
                .commonName("anchorwatch test authority")
                .certificateAuthority(0)
                .build();
        // RSA: GnuTLS reads no elliptic key that leaves its public half out, as these do.
        HeldCertificate server = new HeldCertificate.Builder()
                .rsa2048()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName(InetAddress.getLoopbackAddress().getHostAddress())
                .signedBy(authority)
                .build();
        return new StubTls(authority, server);
    }

    /** A certificate of the same authority for a client that has to show one. */
    public HeldCertificate client(String commonName) {
        return new HeldCertificate.Builder()
                .commonName(commonName)
                .signedBy(authority)
                .build();
    }

    /** The authority's certificate in PEM, for clients to trust. */
    public String authorityPem() {
        return authority.certificatePem();
    }

    /** The server's certificate in PEM. */
    public String certificatePem() {
        return server.certificatePem();
    }

    /** The server's private key in PEM, PKCS #8. */
    public String keyPem() {
        return server.privateKeyPkcs8Pem();
    }

    /** What a server needs; clients that show a certificate must show one of the same authority. */
    public SSLContext serverContext() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(server, authority.certificate())
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslContext();
    }

    /** What a client needs that trusts the authority and has no certificate. */
    public SSLContext clientContext() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslContext();
    }
}
