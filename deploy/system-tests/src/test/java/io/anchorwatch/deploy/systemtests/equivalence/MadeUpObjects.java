// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The objects of a made-up cluster. */
final class MadeUpObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kinds that are watched: with a pod spec or not, in a namespace or not. */
    enum Kind {
        POD("", "pods", "Pod", true),
        DEPLOYMENT("apps", "deployments", "Deployment", true),
        REPLICA_SET("apps", "replicasets", "ReplicaSet", true),
        ROLE_BINDING("rbac.authorization.k8s.io", "rolebindings", "RoleBinding", true),
        CLUSTER_ROLE("rbac.authorization.k8s.io", "clusterroles", "ClusterRole", false),
        NAMESPACE("", "namespaces", "Namespace", false);

        final String group;
        final String resource;
        final String kind;
        final boolean namespaced;

        Kind(String group, String resource, String kind, boolean namespaced) {
            this.group = group;
            this.resource = resource;
            this.kind = kind;
            this.namespaced = namespaced;
        }

        String apiVersion() {
            return group.isEmpty() ? "v1" : group + "/v1";
        }
    }

    /**
     * A write and what it made.
     *
     * @param type ADDED, MODIFIED or DELETED
     * @param subresource such as {@code status}, else empty
     */
    record Change(String type, Kind kind, String subresource, ObjectNode object) {}

    private final SplittableRandom random;
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private int version = 1_000;

    MadeUpObjects(SplittableRandom random) {
        this.random = random;
    }

    /** Writes something. */
    Change any() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String namespace = kind.namespaced ? "ns-" + random.nextInt(5) : "";
        String name = kind.resource.charAt(0) + "-" + random.nextInt(4);
        String key = kind + "/" + namespace + "/" + name;
        if (!objects.containsKey(key)) {
            ObjectNode created = fresh(kind, namespace, name);
            objects.put(key, created);
            return new Change("ADDED", kind, "", stamped(created));
        }
        ObjectNode known = objects.getOrDefault(key, JSON.createObjectNode());
        int what = random.nextInt(10);
        if (what < 2) {
            objects.remove(key);
            return new Change("DELETED", kind, "", stamped(known));
        }
        boolean status = what < 4;
        if (status) {
            known.putObject("status").put("readyReplicas", random.nextInt(3)).put("phase", "p" + random.nextInt(2));
        } else {
            spec(known, kind);
        }
        return new Change("MODIFIED", kind, status ? "status" : "", stamped(known));
    }

    private ObjectNode stamped(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("resourceVersion", Integer.toString(++version));
        return object.deepCopy();
    }

    private ObjectNode fresh(Kind kind, String namespace, String name) {
        ObjectNode object = JSON.createObjectNode();
        object.put("kind", kind.kind).put("apiVersion", kind.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("uid", "uid-" + ++version);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.putObject("annotations").put("note", HostileTexts.or("fine", random));
        own(metadata, kind, namespace);
        spec(object, kind);
        return object;
    }

    /** By what is there, by what is gone, or by what lives in no namespace. */
    private void own(ObjectNode metadata, Kind kind, String namespace) {
        List<ObjectNode> owners = new ArrayList<>(objects.values().stream()
                .filter(owner ->
                        owner.path("metadata").path("namespace").asText().equals(namespace)
                                || owner.path("metadata").path("namespace").isMissingNode())
                .toList());
        boolean owned = kind == Kind.POD || kind == Kind.REPLICA_SET;
        if (owned && !owners.isEmpty() && random.nextInt(3) > 0) {
            ObjectNode owner = owners.get(random.nextInt(owners.size()));
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("kind", owner.path("kind").asText())
                    .put("name", owner.path("metadata").path("name").asText())
                    .put("uid", owner.path("metadata").path("uid").asText())
                    .put("controller", true);
        }
    }

    private void spec(ObjectNode object, Kind kind) {
        switch (kind) {
            case POD -> pod(object.putObject("spec"));
            case DEPLOYMENT, REPLICA_SET -> {
                ObjectNode spec = object.putObject("spec").put("replicas", random.nextInt(4));
                pod(spec.putObject("template").putObject("spec"));
            }
            case ROLE_BINDING -> {
                object.putObject("roleRef")
                        .put("kind", "ClusterRole")
                        .put("name", random.nextInt(4) == 0 ? "admin" : "view");
                object.putArray("subjects")
                        .addObject()
                        .put("kind", "User")
                        .put("name", random.nextInt(5) == 0 ? "system:anonymous" : "u" + random.nextInt(3));
            }
            case CLUSTER_ROLE -> {
                ObjectNode rule = object.putArray("rules").addObject();
                rule.putArray("apiGroups").add("");
                rule.putArray("resources").add(random.nextBoolean() ? "pods" : "secrets");
                rule.putArray("verbs").add(random.nextInt(4) == 0 ? "*" : "get");
            }
            case NAMESPACE ->
                ((ObjectNode) object.path("metadata"))
                        .putObject("labels")
                        .put("pod-security.kubernetes.io/enforce", random.nextBoolean() ? "restricted" : "privileged");
        }
    }

    private void pod(ObjectNode spec) {
        if (random.nextInt(4) == 0) {
            spec.put("hostPID", true);
        }
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "main").put("image", "image:" + random.nextInt(3));
        container.putObject("securityContext").put("privileged", random.nextInt(3) == 0);
    }
}
