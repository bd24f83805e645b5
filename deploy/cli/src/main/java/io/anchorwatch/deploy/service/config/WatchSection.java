// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.ingest.object.DefaultKinds;
import io.anchorwatch.ingest.object.ObjectSourceConfig;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code watch}, and writes it. */
final class WatchSection {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private WatchSection() {}

    static ObjectSourceConfig read(Section watch, Path data) {
        List<ClusterConfig> clusters = clusters(watch);
        List<String> resources = resources(watch);
        List<String> excluded = excluded(watch, resources);
        Duration relist = new Values(watch).span("relist", WatchTimes.DEFAULT.relist());
        if (relist.compareTo(SHORTEST) < 0) {
            watch.problems()
                    .add(watch.place("relist"), "watch.relist must be 1m or longer: each time everything is listed");
        }
        watch.end();
        return new ObjectSourceConfig(
                clusters, resources, excluded, data.resolve("watch"), WatchTimes.DEFAULT.relisting(relist));
    }

    private static List<ClusterConfig> clusters(Section watch) {
        Section clusters = watch.section("clusters");
        if (clusters.names().isEmpty()) {
            watch.missing("clusters", "{prod: {kubeconfig: prod.kubeconfig}}");
        }
        List<ClusterConfig> all = new ArrayList<>();
        for (String name : clusters.names()) {
            Section cluster = clusters.section(name);
            try {
                all.add(cluster(name, cluster));
            } catch (IllegalArgumentException misnamed) {
                watch.problems().add(clusters.place(name), String.valueOf(misnamed.getMessage()));
            }
        }
        return all;
    }

    private static ClusterConfig cluster(String name, Section cluster) {
        boolean inCluster = new Values(cluster).flag("inCluster", false);
        Optional<Path> kubeconfig = cluster.file("kubeconfig");
        String context = cluster.text("context").orElse("");
        cluster.end();
        if (inCluster == kubeconfig.isPresent()) {
            cluster.problems()
                    .add(
                            cluster.place("inCluster"),
                            cluster.name("kubeconfig") + " is needed, or inCluster: true; one of them");
        }
        if (!context.isEmpty() && kubeconfig.isEmpty()) {
            cluster.problems()
                    .add(cluster.place("context"), cluster.name("context") + " is one of a kubeconfig's: leave it out");
        }
        kubeconfig
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> cluster.problems()
                        .add(
                                cluster.place("kubeconfig"),
                                file + " does not exist or can't be read by this user: create it or correct the path"));
        return new ClusterConfig(name, kubeconfig, context);
    }

    private static List<String> resources(Section watch) {
        List<String> resources = new ArrayList<>();
        for (ScalarNode node : watch.scalars("resources")) {
            Optional<String> problem = ObjectSourceConfig.problem(node.getValue());
            problem.ifPresentOrElse(
                    text -> watch.problems().add(node, "watch.resources: " + text),
                    () -> resources.add(node.getValue()));
        }
        return resources;
    }

    private static List<String> excluded(Section watch, List<String> resources) {
        Set<String> known = new TreeSet<>(DefaultKinds.ALL);
        known.addAll(resources);
        List<String> excluded = new ArrayList<>();
        for (ScalarNode node : watch.scalars("exclude")) {
            if (known.contains(node.getValue())) {
                excluded.add(node.getValue());
            } else {
                watch.problems()
                        .add(
                                node,
                                "watch.exclude: '" + node.getValue() + "' is not watched anyway"
                                        + Nearest.hint(node.getValue(), known));
            }
        }
        return excluded;
    }

    static Map<String, Object> print(ObjectSourceConfig watch) {
        Map<String, Object> clusters = new TreeMap<>();
        for (ClusterConfig cluster : watch.clusters()) {
            clusters.put(
                    cluster.name(),
                    cluster.kubeconfig()
                            .map(file ->
                                    ConfigPrinter.ordered("kubeconfig", file.toString(), "context", cluster.context()))
                            .orElseGet(() -> ConfigPrinter.ordered("inCluster", true)));
        }
        return ConfigPrinter.ordered(
                "clusters",
                clusters,
                "resources",
                watch.resources(),
                "exclude",
                watch.excluded(),
                "relist",
                Quantities.write(watch.times().relist()));
    }
}
