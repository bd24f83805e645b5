// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.siem.Json;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What a service account signs to get a token.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Service accounts</a>
 */
final class ServiceAccount {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /** The longest there is. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ServiceAccount() {}

    /**
     * A signed JWT.
     *
     * @param keyFile the key file's JSON
     * @param audience the token endpoint
     * @throws IllegalArgumentException when that is no key file, in one line and without anything of it
     */
    static String assertion(String keyFile, String audience, Instant now) {
        JsonNode file = Json.read(keyFile.getBytes(UTF_8));
        String account = file.path("client_email").asText();
        String pem = file.path("private_key").asText();
        if (account.isEmpty() || pem.isEmpty()) {
            throw new IllegalArgumentException("serviceAccount is no key file: client_email or private_key is missing");
        }
        String header = encode(Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("alg", "RS256");
            json.writeStringField("typ", "JWT");
            json.writeEndObject();
        }));
        String claims = encode(Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("iss", account);
            json.writeStringField("scope", SCOPE);
            json.writeStringField("aud", audience);
            json.writeNumberField("iat", now.getEpochSecond());
            json.writeNumberField("exp", now.plus(LIFE).getEpochSecond());
            json.writeEndObject();
        }));
        String signed = header + "." + claims;
        return signed + "." + encode(sign(key(pem), signed));
    }

    private static PrivateKey key(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("serviceAccount holds no RSA key in PKCS #8", e);
        }
    }

    private static byte[] sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("serviceAccount holds a key that cannot sign", e);
        }
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
