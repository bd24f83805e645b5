// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and for whom the receiver listens.
 *
 * @param host address to bind
 * @param port 0 to 65535; 0 takes a free one
 * @param tls certificate and key; empty only with {@code allowPlainHttp}
 * @param allowPlainHttp serves HTTP without TLS, on a loopback address only
 * @param clusters credentials by cluster name; the name is the last part of the URL path
 * @param limits what a caller may cost
 */
public record WebhookReceiverConfig(
        String host,
        int port,
        Optional<TlsFiles> tls,
        boolean allowPlainHttp,
        Map<String, ClusterCredentials> clusters,
        ReceiverLimits limits) {

    private static final Pattern CLUSTER_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");

    /** The API server gives a call up after 30 s; publishing and spooling may add some seconds to the reading. */
    private static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(15);

    public WebhookReceiverConfig {
        clusters = Map.copyOf(clusters);
    }

    /** All that is wrong with it, one line each that says what to do; empty when it can be used. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (port < 0 || port > 65535) {
            problems.add("port " + port + ": choose 1 to 65535, or 0 for any free one");
        }
        checkTransport(problems);
        checkClusters(problems);
        checkLimits(problems);
        return List.copyOf(problems);
    }

    private void checkTransport(List<String> problems) {
        if (tls.isEmpty() && !allowPlainHttp) {
            problems.add("tls: give certificateChain and privateKey, or set allowPlainHttp for a loopback address");
        }
        if (tls.isEmpty() && allowPlainHttp && !isLoopback()) {
            problems.add("host " + host + ": plain HTTP is for loopback addresses only; use 127.0.0.1 or give tls");
        }
        tls.ifPresent(files -> {
            checkFile("tls.certificateChain", files.certificateChain(), problems);
            checkFile("tls.privateKey", files.privateKey(), problems);
            files.clientCa().ifPresent(ca -> checkFile("tls.clientCa", ca, problems));
        });
    }

    private static void checkFile(String name, Path file, List<String> problems) {
        if (!Files.isReadable(file)) {
            problems.add(name + ": " + file + " does not exist or cannot be read by this user");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private void checkClusters(List<String> problems) {
        if (clusters.isEmpty()) {
            problems.add("clusters: name at least one, with its certificateNames or tokens");
        }
        Map<String, String> owners = new HashMap<>();
        clusters.forEach((name, credentials) -> {
            if (!CLUSTER_NAME.matcher(name).matches()) {
                problems.add("cluster '" + name + "': use 1 to 63 of a-z, 0-9, '-' and '.', as in a DNS label");
            }
            checkCredentials(name, credentials, owners, problems);
        });
    }

    private void checkCredentials(
            String name, ClusterCredentials credentials, Map<String, String> owners, List<String> problems) {
        if (credentials.certificateNames().isEmpty() && credentials.tokens().isEmpty()) {
            problems.add("cluster '" + name + "': give certificateNames or tokens, else nobody can speak for it");
        }
        if (!credentials.certificateNames().isEmpty()
                && tls.flatMap(TlsFiles::clientCa).isEmpty()) {
            problems.add("cluster '" + name + "': certificateNames need tls.clientCa");
        }
        if (credentials.tokens().stream().anyMatch(t -> t.length() < ClusterCredentials.MIN_TOKEN_LENGTH)) {
            problems.add("cluster '" + name + "': a token has at least " + ClusterCredentials.MIN_TOKEN_LENGTH
                    + " characters; make one with: openssl rand -base64 32");
        }
        credentials
                .certificateNames()
                .forEach(c -> checkOwner("certificate name '" + c + "'", c, name, owners, problems));
        credentials.tokens().forEach(t -> checkOwner("a token", "token " + t, name, owners, problems));
    }

    private static void checkOwner(
            String what, String credential, String cluster, Map<String, String> owners, List<String> problems) {
        Optional<String> other = Optional.ofNullable(owners.put(credential, cluster));
        other.ifPresent(owner -> problems.add(
                what + " is given to the clusters '" + owner + "' and '" + cluster + "': one credential, one cluster"));
    }

    private void checkLimits(List<String> problems) {
        if (limits.maxBodyBytes() < 1
                || limits.maxInflatedBytes() < 1
                || limits.maxInflation() < 1
                || limits.maxItems() < 1
                || limits.maxRequests() < 1
                || limits.maxBytesInFlight() < 1) {
            problems.add("limits: every limit is at least 1");
        }
        if (limits.maxBytesInFlight() < limits.maxInflatedBytes()) {
            problems.add("limits.maxBytesInFlight is below maxInflatedBytes: the largest batch could never be taken");
        }
        if (limits.readTimeout().isNegative()
                || limits.readTimeout().isZero()
                || limits.readTimeout().compareTo(MAX_READ_TIMEOUT) > 0) {
            problems.add("limits.readTimeout: choose more than 0 and at most " + MAX_READ_TIMEOUT.toSeconds()
                    + " s, the API server waits 30 s for the whole call");
        }
    }
}
