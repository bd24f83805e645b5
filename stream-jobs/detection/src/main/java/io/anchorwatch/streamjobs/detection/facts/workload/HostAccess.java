// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.HostPath;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a workload may do to its node. */
public final class HostAccess {

    private HostAccess() {}

    /** Whether any container is privileged. */
    public static boolean privileged(Workload workload) {
        return workload.contexts().anyMatch(context -> Nodes.isTrue(context.path("privileged")));
    }

    /** Whether any container explicitly may gain privileges. */
    public static boolean allowsPrivilegeEscalation(Workload workload) {
        return workload.contexts().anyMatch(context -> Nodes.isTrue(context.path("allowPrivilegeEscalation")));
    }

    /** Whether any container is a process of a Windows host. */
    public static boolean hostProcess(Workload workload) {
        return workload.contexts()
                .anyMatch(context -> Nodes.isTrue(context.path("windowsOptions").path("hostProcess")));
    }

    /** Whether a pod spec sets a flag of its own, such as {@code hostPID}. */
    public static Function<Workload, Object> flag(String name) {
        return workload -> workload.anySpec(spec -> Nodes.isTrue(spec.path(name)));
    }

    /** Host paths of all volumes, cleaned. */
    public static List<Object> paths(Workload workload) {
        return paths(workload, volume -> true);
    }

    /** Host paths that some container may write to; those that nobody mounts among them. */
    public static List<Object> writablePaths(Workload workload) {
        Set<String> readOnly = new HashSet<>();
        Set<String> writable = new HashSet<>();
        workload.ofContainers("volumeMounts")
                .forEach(mount -> (Nodes.isTrue(mount.path("readOnly")) ? readOnly : writable)
                        .add(Nodes.text(mount.path("name"))));
        readOnly.removeAll(writable);
        return paths(workload, volume -> !readOnly.contains(Nodes.text(volume.path("name"))));
    }

    private static List<Object> paths(Workload workload, Predicate<JsonNode> wanted) {
        Set<String> paths = new TreeSet<>();
        workload.ofSpecs("volumes")
                .filter(volume -> volume.path("hostPath").isObject() && wanted.test(volume))
                .forEach(volume -> paths.add(
                        HostPath.clean(Nodes.text(volume.path("hostPath").path("path")))));
        return List.copyOf(paths);
    }

    /** Ports that containers take on the node. */
    public static List<Object> ports(Workload workload) {
        Set<Long> ports = new TreeSet<>();
        workload.ofContainers("ports").forEach(port -> {
            if (Nodes.number(port.path("hostPort")) instanceof Long number && number != 0) {
                ports.add(number);
            }
        });
        return List.copyOf(ports);
    }

    /** Types of the volumes, such as {@code hostPath} or {@code gitRepo}. */
    public static List<Object> volumeTypes(Workload workload) {
        Set<String> types = new TreeSet<>();
        workload.ofSpecs("volumes")
                .forEach(volume -> volume.properties().forEach(entry -> {
                    if (entry.getValue().isObject()) {
                        types.add(entry.getKey());
                    }
                }));
        return List.copyOf(types);
    }

    /** Paths within volumes that containers mount, also those made of variables. */
    public static List<Object> subPaths(Workload workload) {
        Set<String> paths = new TreeSet<>();
        workload.ofContainers("volumeMounts").forEach(mount -> {
            paths.add(Nodes.text(mount.path("subPath")));
            paths.add(Nodes.text(mount.path("subPathExpr")));
        });
        paths.remove("");
        return List.copyOf(paths);
    }
}
