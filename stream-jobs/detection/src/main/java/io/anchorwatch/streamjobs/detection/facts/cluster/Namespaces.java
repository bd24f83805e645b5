// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The Pod Security labels of a namespace.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security Admission</a>
 */
public final class Namespaces {

    private static final String PREFIX = "pod-security.kubernetes.io/";
    private static final List<String> MODES = List.of("audit", "enforce", "warn");

    private Namespaces() {}

    /** The level of a mode, absent when the namespace has no label for it. */
    public static Function<JsonNode, Object> level(String mode) {
        return namespace -> Nodes.value(Nodes.label(namespace, PREFIX + mode));
    }

    /** The version that enforce is pinned to, absent when it is not. */
    public static Object enforceVersion(JsonNode namespace) {
        return Nodes.value(Nodes.label(namespace, PREFIX + "enforce-version"));
    }

    /** Modes whose level is lower than it was, or whose version is older at the same level. */
    public static List<Object> lowered(JsonNode before, JsonNode now) {
        List<Object> lowered = new ArrayList<>();
        for (String mode : MODES) {
            Level old = levelOf(before, mode);
            Level level = levelOf(now, mode);
            boolean older = old == level && versionOf(now, mode).compareTo(versionOf(before, mode)) < 0;
            if (level.compareTo(old) < 0 || (older && level != Level.PRIVILEGED)) {
                lowered.add(mode);
            }
        }
        return List.copyOf(lowered);
    }

    private static Level levelOf(JsonNode namespace, String mode) {
        return Level.of(Nodes.label(namespace, PREFIX + mode)).orElse(Level.PRIVILEGED);
    }

    private static Version versionOf(JsonNode namespace, String mode) {
        return Version.of(Nodes.label(namespace, PREFIX + mode + "-version")).orElse(Version.LATEST);
    }
}
