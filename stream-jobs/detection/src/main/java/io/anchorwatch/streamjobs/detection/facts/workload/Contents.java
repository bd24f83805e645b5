// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a workload runs. */
public final class Contents {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    private Contents() {}

    /** Images of all containers. */
    public static List<Object> images(Workload workload) {
        return workload.texts(container -> container.path("image"));
    }

    /** Names of all containers. */
    public static List<Object> containerNames(Workload workload) {
        return workload.texts(container -> container.path("name"));
    }

    /** Each container's command and arguments in one line, and its probes and hooks each in their own. */
    public static List<Object> commands(Workload workload) {
        Set<String> commands = new TreeSet<>();
        for (JsonNode container : workload.containers()) {
            commands.add((words(container.path("command")) + words(container.path("args"))).strip());
            commands.addAll(hooks(container));
        }
        commands.remove("");
        return List.copyOf(commands);
    }

    /** What probes and lifecycle hooks execute, each in one line. */
    public static List<Object> hookCommands(Workload workload) {
        Set<String> commands = new TreeSet<>();
        workload.containers().forEach(container -> commands.addAll(hooks(container)));
        commands.remove("");
        return List.copyOf(commands);
    }

    private static List<String> hooks(JsonNode container) {
        List<String> commands = new ArrayList<>();
        for (String probe : PROBES) {
            commands.add(executed(container.path(probe)));
        }
        for (String hook : HOOKS) {
            commands.add(executed(container.path("lifecycle").path(hook)));
        }
        return commands;
    }

    private static String executed(JsonNode handler) {
        return words(handler.path("exec").path("command")).strip();
    }

    private static String words(JsonNode array) {
        StringBuilder line = new StringBuilder();
        array.forEach(word -> line.append(Nodes.text(word)).append(' '));
        return line.toString();
    }
}
