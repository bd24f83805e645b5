// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.sinks.servers.stub.Json;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Judges the signed claim with which a service account asks for a token.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests">claims</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523, 3</a>
 */
final class Assertion {

    private static final Duration MOST_LIFE = Duration.ofHours(1);

    /** Clocks differ; Google does not say by how much they may. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private Assertion() {}

    /** What is wrong with it; empty when nothing is. */
    static String problem(String assertion, PublicKey key, String account, String audience, Instant now) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return "the assertion has not three parts";
        }
        if (!json(parts[0]).path("alg").asText().equals("RS256")) {
            return "alg is not RS256";
        }
        if (!verified(parts[0] + "." + parts[1], parts[2], key)) {
            return "the signature is wrong";
        }
        JsonNode claims = json(parts[1]);
        if (!claims.path("iss").asText().equals(account)
                || !claims.path("aud").asText().equals(audience)) {
            return "iss or aud is wrong";
        }
        if (!claims.path("scope").asText().startsWith("https://www.googleapis.com/auth/")) {
            return "scope is none of Google's";
        }
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
        boolean inTime = !issued.isAfter(now.plus(SLACK)) && end.isAfter(now) && !end.isAfter(issued.plus(MOST_LIFE));
        return inTime ? "" : "iat and exp do not fit the time";
    }

    private static JsonNode json(String part) {
        return Json.read(Base64.getUrlDecoder().decode(part)).orElse(MissingNode.getInstance());
    }

    private static boolean verified(String signed, String signature, PublicKey key) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(signed.getBytes(US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
