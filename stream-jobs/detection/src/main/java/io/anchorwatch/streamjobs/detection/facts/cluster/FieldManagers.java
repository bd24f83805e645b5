// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;

/**
 * Who an object says wrote it. The name of a field manager is the client's to choose.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
public final class FieldManagers {

    private static final List<String> GIT_OPS =
            List.of("argocd", "kustomize-controller", "helm-controller", "flux", "fleetagent", "fleet-agent");

    private FieldManagers() {}

    /** Manager of the latest write that was not of the status alone; absent when the object names none. */
    public static Object latest(JsonNode object) {
        return Nodes.value(latestOf(object));
    }

    /** Whether that is another one than before. */
    public static Object changed(JsonNode before, JsonNode now) {
        return !latestOf(before).equals(latestOf(now));
    }

    /** Whether a GitOps controller manages some of it, and another wrote last. */
    public static boolean isOwnedByGitOps(JsonNode object) {
        boolean managed = false;
        for (JsonNode entry : entries(object)) {
            managed |= isGitOps(Nodes.text(entry.path("manager")));
        }
        return managed && !isGitOps(latestOf(object));
    }

    private static boolean isGitOps(String manager) {
        return GIT_OPS.stream().anyMatch(manager::startsWith);
    }

    /** Times are RFC 3339 in UTC to the second, so their order as texts is that in time. */
    private static String latestOf(JsonNode object) {
        String time = "";
        String manager = "";
        for (JsonNode entry : entries(object)) {
            String written = Nodes.text(entry.path("time"));
            boolean status = Nodes.text(entry.path("subresource")).equals("status");
            if (!status && written.compareTo(time) >= 0) {
                time = written;
                manager = Nodes.text(entry.path("manager"));
            }
        }
        return manager;
    }

    private static JsonNode entries(JsonNode object) {
        return object.path("metadata").path("managedFields");
    }
}
