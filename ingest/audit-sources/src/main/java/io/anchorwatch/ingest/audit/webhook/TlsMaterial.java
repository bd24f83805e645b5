// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and key as key stores in memory. */
record TlsMaterial(KeyStore identity, Optional<KeyStore> clientAuthorities) {

    /** Protects nothing: the store never leaves memory, but the API wants one. */
    static final String PASSWORD = "in-memory";

    static TlsMaterial load(TlsFiles files) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(files.certificateChain()).toArray(new Certificate[0]);
        KeyStore identity = emptyStore();
        identity.setKeyEntry("server", privateKey(files.privateKey()), PASSWORD.toCharArray(), chain);
        Optional<KeyStore> authorities = Optional.empty();
        if (files.clientCa().isPresent()) {
            KeyStore trusted = emptyStore();
            int number = 0;
            for (Certificate authority : certificates(files.clientCa().get())) {
                trusted.setCertificateEntry("ca-" + number++, authority);
            }
            authorities = Optional.of(trusted);
        }
        return new TlsMaterial(identity, authorities);
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(file + " holds no PEM certificate");
            }
            return found;
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file);
                PEMParser pem = new PEMParser(in)) {
            for (Object object = pem.readObject(); object != null; object = pem.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (object instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            }
            throw new IOException(file + " holds no unencrypted PEM private key");
        }
    }
}
