// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Slips below {@code requestObject}, {@code responseObject}, {@code object} and {@code oldObject}. What is there depends on the kind, custom ones included,
 * so only what is plainly a slip is told: a field of a pod asked of a container and the other way round, a name one
 * letter off, what no object's metadata has.
 */
final class BodyFields {

    private static final Set<String> OBJECT = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "spec",
            "status",
            "data",
            "stringData",
            "binaryData",
            "type",
            "rules",
            "roleRef",
            "subjects",
            "webhooks",
            "items",
            "secrets",
            "subsets",
            "target",
            "reason",
            "message",
            "code",
            "details",
            "immutable",
            "aggregationRule",
            "automountServiceAccountToken",
            "imagePullSecrets",
            "parameters",
            "provisioner",
            "value",
            "endpoints",
            "ports",
            "addressType",
            "involvedObject",
            "source");

    private static final Set<String> METADATA = Set.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields",
            "continue",
            "remainingItemCount");

    private static final Set<String> POD = Set.of(
            "activeDeadlineSeconds",
            "affinity",
            "automountServiceAccountToken",
            "containers",
            "dnsConfig",
            "dnsPolicy",
            "enableServiceLinks",
            "ephemeralContainers",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostUsers",
            "hostname",
            "hostnameOverride",
            "imagePullSecrets",
            "initContainers",
            "nodeName",
            "nodeSelector",
            "os",
            "overhead",
            "preemptionPolicy",
            "priority",
            "priorityClassName",
            "readinessGates",
            "resourceClaims",
            "resources",
            "restartPolicy",
            "runtimeClassName",
            "schedulerName",
            "schedulingGates",
            "securityContext",
            "serviceAccount",
            "serviceAccountName",
            "setHostnameAsFQDN",
            "shareProcessNamespace",
            "subdomain",
            "terminationGracePeriodSeconds",
            "tolerations",
            "topologySpreadConstraints",
            "volumes");

    private static final Set<String> CONTAINER = Set.of(
            "name",
            "image",
            "command",
            "args",
            "workingDir",
            "ports",
            "envFrom",
            "env",
            "resources",
            "resizePolicy",
            "restartPolicy",
            "restartPolicyRules",
            "volumeMounts",
            "volumeDevices",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "imagePullPolicy",
            "securityContext",
            "stdin",
            "stdinOnce",
            "tty",
            "targetContainerName");

    private static final Set<String> SECURITY = Set.of(
            "capabilities",
            "privileged",
            "seLinuxOptions",
            "windowsOptions",
            "runAsUser",
            "runAsGroup",
            "runAsNonRoot",
            "readOnlyRootFilesystem",
            "allowPrivilegeEscalation",
            "procMount",
            "seccompProfile",
            "appArmorProfile");

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private static final List<List<String>> POD_PATHS = List.of(
            List.of("spec", "jobTemplate", "spec", "template", "spec"),
            List.of("spec", "template", "spec"),
            List.of("spec"));

    private BodyFields() {}

    /** What is wrong with a path below {@code body}, if anything is plainly wrong. */
    static Optional<String> problem(String body, List<String> keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.get(0).equals("metadata") && keys.size() > 1 && !METADATA.contains(keys.get(1))) {
            return Optional.of("no object's metadata has '" + keys.get(1) + "'" + Nearest.hint(keys.get(1), METADATA));
        }
        if (!OBJECT.contains(keys.get(0))) {
            return Nearest.to(keys.get(0), OBJECT)
                    .map(name -> "'" + body + "." + keys.get(0) + "' looks like a slip; did you mean '" + body + "."
                            + name + "'?");
        }
        for (List<String> pod : POD_PATHS) {
            if (keys.size() > pod.size() && keys.subList(0, pod.size()).equals(pod)) {
                return pod(body + "." + String.join(".", pod), keys.subList(pod.size(), keys.size()), pod.size() > 1);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> pod(String path, List<String> keys, boolean surely) {
        String first = keys.get(0);
        if (CONTAINERS.contains(first)) {
            return keys.size() < 2 ? Optional.empty() : container(path, first, keys.subList(1, keys.size()));
        }
        if (surely && !POD.contains(first)) {
            return Nearest.to(first, POD)
                    .map(name -> "no pod has '" + path + "." + first + "'; did you mean '" + path + "." + name + "'?");
        }
        return Optional.empty();
    }

    private static Optional<String> container(String path, String list, List<String> keys) {
        String first = keys.get(0);
        String where = path + "." + list + ".";
        if (!CONTAINER.contains(first)) {
            String hint = POD.contains(first)
                    ? "; it is a field of the pod: '" + path + "." + first + "'"
                    : SECURITY.contains(first)
                            ? "; write '" + where + "securityContext." + first + "'"
                            : Nearest.to(first, CONTAINER)
                                    .map(name -> "; did you mean '" + where + name + "'?")
                                    .orElse("");
            return Optional.of("no container has a field '" + first + "'" + hint);
        }
        if (first.equals("securityContext") && keys.size() > 1 && !SECURITY.contains(keys.get(1))) {
            String hint = POD.contains(keys.get(1))
                    ? "; it is a field of the pod: '" + path + "." + keys.get(1) + "'"
                    : Nearest.hint(keys.get(1), SECURITY);
            return Optional.of("no container's securityContext has '" + keys.get(1) + "'" + hint);
        }
        return Optional.empty();
    }
}
