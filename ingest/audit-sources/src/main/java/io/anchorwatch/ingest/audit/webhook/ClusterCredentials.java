// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.util.Set;

/**
 * What an API server of one cluster may show to speak for it.
 *
 * @param certificateNames common names or subject alternative names (DNS, URI) of client certificates, compared whole
 * @param tokens bearer tokens that count now, at least 32 characters each; two while one is being rotated
 */
public record ClusterCredentials(Set<String> certificateNames, Set<String> tokens) {

    /** Shortest token; 32 random characters of base64 are 192 bits. */
    public static final int MIN_TOKEN_LENGTH = 32;

    public ClusterCredentials {
        certificateNames = Set.copyOf(certificateNames);
        tokens = Set.copyOf(tokens);
    }

    /** Never the tokens: this ends up in logs. */
    @Override
    public String toString() {
        return "ClusterCredentials[certificateNames=" + certificateNames + ", tokens=" + tokens.size() + "]";
    }
}
