// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where a pod's volumes come from. */
final class VolumeChecks {

    private static final Set<String> ALLOWED = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    private VolumeChecks() {}

    static String hostPath(PodUnderTest pod) {
        return volumes(pod, volume -> volume.path("hostPath").isObject());
    }

    static String restricted(PodUnderTest pod) {
        return volumes(
                pod,
                volume -> hasSource(volume)
                        && ALLOWED.stream().noneMatch(type -> volume.path(type).isObject()));
    }

    /** One without a source is an emptyDir: the API server makes it one before admission. */
    private static boolean hasSource(JsonNode volume) {
        return volume.properties().stream().anyMatch(field -> field.getValue().isObject());
    }

    private static String volumes(PodUnderTest pod, Predicate<JsonNode> bad) {
        Set<String> names = new TreeSet<>();
        for (JsonNode volume : pod.spec().path("volumes")) {
            if (bad.test(volume)) {
                names.add(Nodes.text(volume.path("name")));
            }
        }
        return names.isEmpty() ? "" : "volumes " + PodUnderTest.shown(names);
    }
}
