// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to watch.
 *
 * @param clusters each under a name of its own
 * @param resources custom resources beside {@link DefaultKinds}, as {@code kubectl} names them:
 *     {@code certificates.cert-manager.io}
 * @param excluded what of all these is not watched
 * @param stateFolder where positions and the index of known objects are kept; one process at a time
 */
public record ObjectSourceConfig(
        List<ClusterConfig> clusters,
        List<String> resources,
        List<String> excluded,
        Path stateFolder,
        WatchTimes times) {

    private static final Set<String> REFUSED = Set.of("secrets", "configmaps");

    /**
     * Checks what was configured.
     *
     * @throws IllegalArgumentException with a line for whoever wrote the configuration
     */
    public ObjectSourceConfig {
        clusters = List.copyOf(clusters);
        resources = List.copyOf(resources);
        excluded = List.copyOf(excluded);
        Set<String> names = new HashSet<>();
        for (ClusterConfig cluster : clusters) {
            if (!names.add(cluster.name())) {
                throw new IllegalArgumentException("two clusters are named " + cluster.name());
            }
        }
        for (String resource : resources) {
            problem(resource).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
    }

    /** Why a resource can't be watched, with what to do; empty when it can. */
    public static Optional<String> problem(String resource) {
        if (REFUSED.contains(resource)) {
            return Optional.of(resource + " can't be watched: the right to list them, even their metadata alone, gives"
                    + " away their data; audit events tell who touches them");
        }
        return resource.matches("[a-z0-9-]+(\\.[a-z0-9.-]+)?")
                ? Optional.empty()
                : Optional.of(
                        "'" + resource + "' is no resource; write its plural and group, such as gateways.example.com");
    }

    /** All resources to watch where they are served, as {@code kubectl} names them. */
    public Set<String> wanted() {
        Set<String> all = new HashSet<>(DefaultKinds.ALL);
        all.addAll(resources);
        excluded.forEach(all::remove);
        return all;
    }
}
