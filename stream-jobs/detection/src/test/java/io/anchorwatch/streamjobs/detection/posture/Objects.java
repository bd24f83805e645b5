// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;

/** A cluster written down as JSON with single quotes. */
final class Objects {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("Pod", " pods"),
            Map.entry("Namespace", " namespaces"),
            Map.entry("Node", " nodes"),
            Map.entry("Service", " services"),
            Map.entry("ServiceAccount", " serviceaccounts"),
            Map.entry("Deployment", "apps deployments"),
            Map.entry("ReplicaSet", "apps replicasets"),
            Map.entry("DaemonSet", "apps daemonsets"),
            Map.entry("Ingress", "networking.k8s.io ingresses"),
            Map.entry("Role", "rbac.authorization.k8s.io roles"),
            Map.entry("ClusterRole", "rbac.authorization.k8s.io clusterroles"),
            Map.entry("RoleBinding", "rbac.authorization.k8s.io rolebindings"),
            Map.entry("ClusterRoleBinding", "rbac.authorization.k8s.io clusterrolebindings"));

    private Objects() {}

    static Item item(String json) {
        try {
            JsonNode object = MAPPER.readTree(json.replace('\'', '"'));
            String[] groupAndResource = RESOURCES
                    .getOrDefault(object.path("kind").asText(), " others")
                    .split(" ", 2);
            JsonNode metadata = object.path("metadata");
            return new Item(
                    new ObjectRef(
                            groupAndResource[0],
                            "v1",
                            groupAndResource[1],
                            metadata.path("namespace").asText(),
                            metadata.path("name").asText()),
                    object);
        } catch (IOException wrong) {
            throw new UncheckedIOException(json, wrong);
        }
    }

    static ClusterState state(String... objects) {
        return new ClusterState(Stream.of(objects).map(Objects::item).toList());
    }

    static String named(String kind, String namespace, String name, String rest) {
        return "{'kind':'" + kind + "','metadata':{'name':'" + name + "'"
                + (namespace.isEmpty() ? "" : ",'namespace':'" + namespace + "'") + "}"
                + (rest.isEmpty() ? "" : "," + rest) + "}";
    }

    static String role(String name, String verbs, String resources) {
        return named(
                "ClusterRole",
                "",
                name,
                "'rules':[{'apiGroups':['*'],'verbs':[" + quoted(verbs) + "],'resources':[" + quoted(resources)
                        + "]}]");
    }

    static String binding(String kind, String namespace, String name, String role, String subjects) {
        return named(
                kind,
                namespace,
                name,
                "'roleRef':{'kind':'ClusterRole','name':'" + role + "'},'subjects':[" + subjects + "]");
    }

    static String account(String namespace, String name) {
        return "{'kind':'ServiceAccount','namespace':'" + namespace + "','name':'" + name + "'}";
    }

    private static String quoted(String words) {
        return "'" + words.replace(",", "','") + "'";
    }
}
