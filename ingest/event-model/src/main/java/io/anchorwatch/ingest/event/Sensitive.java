// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * Which keys hold something secret at a place in the tree. Only grows on the way down: a list's items carry no kind.
 *
 * @param secret inside something that is a Secret, or holds Secrets
 * @param token inside a TokenRequest or TokenReview
 * @param csr inside a CertificateSigningRequest
 */
record Sensitive(boolean secret, boolean token, boolean csr) {

    static final Sensitive NOTHING = new Sensitive(false, false, false);
    static final Sensitive ALL = new Sensitive(true, true, true);

    private static final Set<String> SECRET_KEYS = Set.of("data", "stringData");
    private static final Set<String> TOKEN_KEYS = Set.of("token");
    private static final Set<String> CSR_KEYS = Set.of("request", "certificate");

    /** What the target of the request says about its bodies. */
    static Sensitive ofTarget(JsonNode objectRef) {
        String resource = lower(objectRef.path("resource"));
        boolean minting = resource.equals("serviceaccounts")
                && lower(objectRef.path("subresource")).equals("token");
        boolean token = minting || resource.equals("tokenreviews");
        return NOTHING.plus(resource.equals("secrets"), token, resource.equals("certificatesigningrequests"));
    }

    /** What is known inside an object of that {@code kind}, lists of it included. */
    Sensitive within(JsonNode kind) {
        if (!kind.isTextual()) {
            return this;
        }
        return switch (kind.textValue()) {
            case "Secret", "SecretList" -> plus(true, false, false);
            case "TokenRequest", "TokenReview", "TokenReviewList" -> plus(false, true, false);
            case "CertificateSigningRequest", "CertificateSigningRequestList" -> plus(false, false, true);
            default -> this;
        };
    }

    /** Whether all below that key must be masked. */
    boolean masks(String key) {
        return (secret && SECRET_KEYS.contains(key))
                || (token && TOKEN_KEYS.contains(key))
                || (csr && CSR_KEYS.contains(key));
    }

    private Sensitive plus(boolean moreSecret, boolean moreToken, boolean moreCsr) {
        boolean nothingNew = (secret || !moreSecret) && (token || !moreToken) && (csr || !moreCsr);
        return nothingNew ? this : new Sensitive(secret || moreSecret, token || moreToken, csr || moreCsr);
    }

    private static String lower(JsonNode text) {
        return text.isTextual() ? text.textValue().toLowerCase(Locale.ROOT) : "";
    }
}
