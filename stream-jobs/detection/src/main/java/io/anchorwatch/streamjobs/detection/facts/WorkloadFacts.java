// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a written workload may do to its node, over containers, init containers and ephemeral containers alike.
 *
 * @param present whether the object carries a pod spec at all
 */
record WorkloadFacts(boolean present, List<JsonNode> specs, List<JsonNode> containers) {

    private static final WorkloadFacts NONE = new WorkloadFacts(false, List.of(), List.of());

    /** Status and scale writes repeat the whole object without changing what runs. */
    private static final Set<String> SPEC_SUBRESOURCES = Set.of("", "ephemeralcontainers");

    /** Fields of a pod spec that decide what a workload may do. */
    private static final Set<String> POD_SPEC_FIELDS = Set.of(
            "containers",
            "initContainers",
            "ephemeralContainers",
            "volumes",
            "securityContext",
            "hostPID",
            "hostIPC",
            "hostNetwork",
            "serviceAccountName",
            "serviceAccount");

    static WorkloadFacts of(AuditView event) {
        if (!SPEC_SUBRESOURCES.contains(event.text(Envelope.SUBRESOURCE))
                || !event.mayHoldPodSpec()
                || !touchesPodSpec(event)) {
            return NONE;
        }
        List<JsonNode> specs = PodSpecs.of(Subject.of(event));
        return specs.isEmpty() ? NONE : new WorkloadFacts(true, specs, PodSpecs.containers(specs));
    }

    /** A patch of labels answers with the whole object: what it did not touch is no news. */
    private static boolean touchesPodSpec(AuditView event) {
        JsonNode patch = event.requestObject();
        if (!event.text(Envelope.VERB).equals("patch") || patch.isMissingNode()) {
            return true;
        }
        if (patch.isArray()) {
            for (JsonNode operation : patch) {
                if (operation.path("path").asText().matches("(/(spec|template).*)?")) {
                    return true;
                }
            }
            return false;
        }
        return POD_SPEC_FIELDS.stream().anyMatch(field -> patch.findValue(field) != null);
    }

    boolean privileged() {
        return anyContainer(context -> context.path("privileged").asBoolean());
    }

    boolean allowsPrivilegeEscalation() {
        return anyContainer(context -> context.path("allowPrivilegeEscalation").asBoolean());
    }

    boolean hostProcess() {
        String path = "windowsOptions";
        return anyContainer(context -> context.path(path).path("hostProcess").asBoolean())
                || specs.stream()
                        .anyMatch(spec -> spec.path("securityContext")
                                .path(path)
                                .path("hostProcess")
                                .asBoolean());
    }

    /** Whether a pod spec sets a flag of its own, such as {@code hostPID}. */
    boolean specFlag(String name) {
        return specs.stream().anyMatch(spec -> spec.path(name).asBoolean());
    }

    /** Host paths of all volumes, cleaned: no {@code //}, no {@code .} and {@code ..}, no slash at the end. */
    List<Object> hostPaths() {
        Set<String> paths = new TreeSet<>();
        for (JsonNode spec : specs) {
            for (JsonNode volume : spec.path("volumes")) {
                if (volume.path("hostPath").isObject()) {
                    paths.add(clean(volume.path("hostPath").path("path").asText()));
                }
            }
        }
        return List.copyOf(paths);
    }

    /** Added capabilities in upper case, without {@code CAP_}. */
    List<Object> capabilities() {
        Set<String> added = new TreeSet<>();
        for (JsonNode container : containers) {
            for (JsonNode capability :
                    container.path("securityContext").path("capabilities").path("add")) {
                String name = capability.asText().toUpperCase(Locale.ROOT);
                added.add(name.startsWith("CAP_") ? name.substring(4) : name);
            }
        }
        return List.copyOf(added);
    }

    List<Object> images() {
        Set<String> images = new TreeSet<>();
        containers.forEach(container -> images.add(container.path("image").asText()));
        return List.copyOf(images);
    }

    /** Each container's command and arguments in one line, with those of its probes and hooks. */
    List<Object> commands() {
        List<Object> commands = new ArrayList<>();
        for (JsonNode container : containers) {
            String line = words(container.path("command")) + words(container.path("args"));
            if (!line.isEmpty()) {
                commands.add(line.strip());
            }
            container
                    .findValues("exec")
                    .forEach(exec -> commands.add(words(exec.path("command")).strip()));
        }
        return commands;
    }

    List<Object> serviceAccounts() {
        Set<String> names = new TreeSet<>();
        specs.forEach(spec -> names.add(spec.path("serviceAccountName")
                .asText(spec.path("serviceAccount").asText())));
        names.remove("");
        return List.copyOf(names);
    }

    private boolean anyContainer(Predicate<JsonNode> holds) {
        return containers.stream().anyMatch(container -> holds.test(container.path("securityContext")));
    }

    private static String words(JsonNode array) {
        StringBuilder line = new StringBuilder();
        array.forEach(word -> line.append(word.asText()).append(' '));
        return line.toString();
    }

    /** A host path as the kernel would see it, symbolic links aside. */
    static String clean(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
