// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A cluster to watch.
 *
 * @param name its name in events, keys and metrics
 * @param kubeconfig where its API server and credentials are written down; empty for the cluster that this program runs
 *     in, whose service account is used
 * @param context of the kubeconfig; empty for its current one
 */
public record ClusterConfig(String name, Optional<Path> kubeconfig, String context) {

    public ClusterConfig {
        if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a cluster's name is not empty and has no slash, not '" + name + "'");
        }
    }

    /** The cluster that this program runs in. */
    public static ClusterConfig inCluster(String name) {
        return new ClusterConfig(name, Optional.empty(), "");
    }

    /** The cluster of a kubeconfig's context. */
    public static ClusterConfig kubeconfig(String name, Path file, String context) {
        return new ClusterConfig(name, Optional.of(file), context);
    }
}
