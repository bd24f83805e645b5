// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How to reach a cluster. */
final class Credentials {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final int CONNECT_MILLIS = 10_000;

    private Credentials() {}

    static Config of(ClusterConfig cluster) throws IOException {
        Config config = cluster.kubeconfig().isPresent()
                ? kubeconfig(cluster.kubeconfig().get(), cluster.context())
                : inCluster();
        // The loops retry, each in its own way. One connection a watch: over HTTP/2 one that is not read blocks others.
        config.setRequestRetryBackoffLimit(0);
        config.setHttp2Disable(true);
        config.setConnectionTimeout(CONNECT_MILLIS);
        return config;
    }

    private static Config kubeconfig(Path file, String context) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString(), null, "the kubeconfig can't be read");
        }
        try {
            Config config = Config.fromKubeconfig(context.isEmpty() ? null : context, file.toFile());
            NamedContext used = config.getCurrentContext();
            if (used == null || !(context.isEmpty() || used.getName().equals(context))) {
                // The library would take another one, or ask whoever listens on this machine.
                throw new IOException(
                        file + " has no " + (context.isEmpty() ? "current context" : "context '" + context + "'"));
            }
            return config;
        } catch (RuntimeException e) {
            throw new IOException(file + " is no usable kubeconfig: " + e.getMessage(), e);
        }
    }

    /** By the service account alone: a kubeconfig that lies about must not decide which cluster is watched. */
    private static Config inCluster() throws IOException {
        String host = System.getenv("KUBERNETES_SERVICE_HOST");
        String port = System.getenv("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw new IOException("not in a cluster: KUBERNETES_SERVICE_HOST is not set; name a kubeconfig");
        }
        String address = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + address + ":" + port)
                .withCaCertFile(SERVICE_ACCOUNT.resolve("ca.crt").toString())
                .withOauthTokenProvider(Credentials::token)
                .build();
    }

    private static String token() {
        try {
            return Files.readString(SERVICE_ACCOUNT.resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the service account's token can't be read", e);
        }
    }
}
