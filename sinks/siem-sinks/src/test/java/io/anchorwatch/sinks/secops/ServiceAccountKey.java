// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import io.anchorwatch.sinks.siem.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/** The key of a service account, made anew. */
final class ServiceAccountKey {

    private final KeyPair pair;

    ServiceAccountKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicKey verifier() {
        return pair.getPublic();
    }

    /** The key file as Google hands it out. */
    String file(String account) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        byte[] json = Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("type", "service_account");
            out.writeStringField("client_email", account);
            out.writeStringField("private_key", pem);
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }
}
