// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.HostPath;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.value.Missing;

/** Volumes, their classes and the claims on them. */
public final class Storage {

    private static final String DELETE = "Delete";

    private Storage() {}

    /** The path on a node that a volume is, cleaned; absent when it is none. */
    public static Object hostPath(JsonNode volume) {
        String path = Nodes.text(volume.path("spec").path("hostPath").path("path"));
        if (path.isEmpty()) {
            path = Nodes.text(volume.path("spec").path("local").path("path"));
        }
        return path.isEmpty() ? Missing.ABSENT : HostPath.clean(path);
    }

    /** What becomes of a volume when nobody claims it any more, or of the volumes of a class; absent if not written. */
    public static Object reclaimPolicy(JsonNode volume) {
        return Nodes.value(policy(volume));
    }

    /** Whether it was kept and is now deleted. */
    public static Object reclaimWeakened(JsonNode before, JsonNode now) {
        return !policy(before).isEmpty()
                && !policy(before).equals(DELETE)
                && policy(now).equals(DELETE);
    }

    private static String policy(JsonNode volume) {
        String ofVolume = Nodes.text(volume.path("spec").path("persistentVolumeReclaimPolicy"));
        return ofVolume.isEmpty() ? Nodes.text(volume.path("reclaimPolicy")) : ofVolume;
    }

    /** The driver of a volume, absent when it has none. */
    public static Object csiDriver(JsonNode volume) {
        return Nodes.value(volume.path("spec").path("csi").path("driver"));
    }

    /** What a claim wants its volume filled from, as {@code kind/name}; absent when from nothing. */
    public static Object claimSource(JsonNode claim) {
        JsonNode spec = claim.path("spec");
        JsonNode source = spec.path("dataSourceRef").isObject() ? spec.path("dataSourceRef") : spec.path("dataSource");
        return source.isObject()
                ? Nodes.text(source.path("kind")) + "/" + Nodes.text(source.path("name"))
                : Missing.ABSENT;
    }
}
