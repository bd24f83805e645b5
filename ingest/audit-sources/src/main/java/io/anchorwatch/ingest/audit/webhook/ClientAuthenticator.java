// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Decides which cluster a caller speaks for. The caller's own words, in URL or body, never do. */
final class ClientAuthenticator {

    private static final String BEARER = "Bearer ";
    private static final int SAN_DNS = 2;
    private static final int SAN_URI = 6;

    private record KnownToken(byte[] digest, String cluster) {}

    private final Map<String, String> clusterByCertificateName = new HashMap<>();
    private final List<KnownToken> tokens = new ArrayList<>();

    ClientAuthenticator(Map<String, ClusterCredentials> clusters) {
        clusters.forEach((cluster, credentials) -> {
            credentials.certificateNames().forEach(name -> clusterByCertificateName.put(name, cluster));
            credentials.tokens().forEach(token -> tokens.add(new KnownToken(digest(token), cluster)));
        });
    }

    /** The cluster of a token; a token that is sent but not known is not made good by a certificate. */
    Optional<String> cluster(Optional<String> authorization, Optional<X509Certificate> certificate) {
        return authorization.isPresent() ? byToken(authorization.get()) : certificate.flatMap(this::byCertificate);
    }

    private Optional<String> byToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        byte[] shown = digest(authorization.substring(BEARER.length()).strip());
        Optional<String> cluster = Optional.empty();
        // All of them, and digests of equal length: how long it takes says nothing about how close a guess is.
        for (KnownToken known : tokens) {
            if (MessageDigest.isEqual(known.digest(), shown)) {
                cluster = Optional.of(known.cluster());
            }
        }
        return cluster;
    }

    private Optional<String> byCertificate(X509Certificate certificate) {
        Set<String> clusters = new HashSet<>();
        for (String name : namesOf(certificate)) {
            Optional.ofNullable(clusterByCertificateName.get(name)).ifPresent(clusters::add);
        }
        // A certificate whose names belong to two clusters says nothing certain.
        return clusters.size() == 1 ? Optional.of(clusters.iterator().next()) : Optional.empty();
    }

    private static Set<String> namesOf(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    names.add(rdn.getValue().toString());
                }
            }
            Optional<Collection<List<?>>> alternatives = Optional.ofNullable(certificate.getSubjectAlternativeNames());
            for (List<?> alternative : alternatives.orElse(List.of())) {
                if (alternative.get(0) instanceof Integer type && (type == SAN_DNS || type == SAN_URI)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        } catch (InvalidNameException | CertificateParsingException unreadable) {
            return Set.of();
        }
        return names;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
