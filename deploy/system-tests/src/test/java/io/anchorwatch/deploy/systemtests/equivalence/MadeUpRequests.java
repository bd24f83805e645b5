// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What an API server logs of requests. */
final class MadeUpRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> USERS = List.of(
            "alice",
            "bob",
            "system:serviceaccount:ns-1:robot",
            "system:kube-controller-manager",
            "system:node:node-1",
            "system:anonymous");
    private static final List<String> LEVELS = List.of("Metadata", "Request", "RequestResponse", "RequestResponse");
    private static final Map<String, String> VERBS =
            Map.of("ADDED", "create", "MODIFIED", "update", "DELETED", "delete");

    private final SplittableRandom random;
    private String lastId = "";
    private int count;

    MadeUpRequests(SplittableRandom random) {
        this.random = random;
    }

    String user() {
        return HostileTexts.or(USERS.get(random.nextInt(USERS.size())), random);
    }

    /** The stages of a write. */
    List<MadeUpHistory.Logged> write(MadeUpObjects.Change change, Instant time) {
        ObjectNode object = change.object();
        boolean patch = change.type().equals("MODIFIED") && random.nextInt(3) == 0;
        ObjectNode event = event(user(), patch ? "patch" : VERBS.getOrDefault(change.type(), "get"), time);
        event.put("level", LEVELS.get(random.nextInt(LEVELS.size())));
        ObjectNode target = event.putObject("objectRef").put("resource", change.kind().resource);
        String name = object.path("metadata").path("name").asText();
        String namespace = change.kind() == MadeUpObjects.Kind.NAMESPACE
                ? name
                : object.path("metadata").path("namespace").asText();
        target.put("apiGroup", change.kind().group).put("apiVersion", "v1").put("namespace", namespace);
        if (!change.type().equals("ADDED") || random.nextBoolean()) {
            target.put("name", name);
        }
        if (!change.subresource().isEmpty()) {
            target.put("subresource", change.subresource());
        }
        event.putObject("responseStatus").put("code", 200);
        String level = event.path("level").asText();
        if (!level.equals("Metadata") && !change.type().equals("DELETED")) {
            event.set("requestObject", object);
        }
        if (level.equals("RequestResponse")) {
            event.set("responseObject", object);
        }
        return stages(event, time);
    }

    /** A request that is answered more than once in the log, or whose answer shows a version that it did not make. */
    private List<MadeUpHistory.Logged> stages(ObjectNode event, Instant time) {
        List<MadeUpHistory.Logged> all = new ArrayList<>(List.of(new MadeUpHistory.Logged(time, event)));
        int what = random.nextInt(12);
        if (what < 2) {
            Instant before = time.minusMillis(random.nextInt(1, 3_000));
            ObjectNode other = event.deepCopy();
            other.put("stage", what == 0 ? "RequestReceived" : "ResponseStarted");
            other.put("stageTimestamp", before.toString());
            all.add(new MadeUpHistory.Logged(before, other));
        } else if (what == 2) {
            Instant after = time.plusMillis(random.nextInt(1, 400_000));
            ObjectNode nothing = event.deepCopy();
            nothing.put("auditID", id()).put("verb", "patch").put("stageTimestamp", after.toString());
            nothing.put("requestReceivedTimestamp", after.toString());
            all.add(new MadeUpHistory.Logged(after, nothing));
        }
        return all;
    }

    ObjectNode read(Instant time) {
        ObjectNode event = event(user(), random.nextBoolean() ? "get" : "list", time);
        event.put("level", "Metadata");
        event.putObject("objectRef")
                .put("resource", random.nextBoolean() ? "secrets" : "pods")
                .put("apiVersion", "v1")
                .put("namespace", random.nextInt(6) == 0 ? "" : "ns-" + random.nextInt(5));
        event.putObject("responseStatus").put("code", 200);
        return event;
    }

    ObjectNode denied(String user, Instant time) {
        ObjectNode event = event(user, random.nextBoolean() ? "get" : "create", time);
        event.put("level", "Metadata");
        event.putObject("objectRef")
                .put("resource", random.nextBoolean() ? "secrets" : "clusterroles")
                .put("apiVersion", "v1")
                .put("namespace", HostileTexts.or("ns-" + random.nextInt(5), random))
                .put("name", HostileTexts.or("n" + random.nextInt(3), random));
        event.putObject("responseStatus").put("code", 403).put("reason", "Forbidden");
        event.putObject("annotations").put("authorization.k8s.io/decision", "forbid");
        return event;
    }

    private ObjectNode event(String user, String verb, Instant time) {
        ObjectNode event = JSON.createObjectNode();
        event.put("kind", "Event").put("apiVersion", "audit.k8s.io/v1");
        event.put("auditID", id()).put("stage", "ResponseComplete").put("verb", verb);
        event.put("requestURI", HostileTexts.or("/r/" + count, random));
        event.putObject("user").put("username", user).putArray("groups").add(HostileTexts.or("dev", random));
        event.putArray("sourceIPs").add("192.0.2." + random.nextInt(1, 9));
        event.put("userAgent", HostileTexts.or("kubectl/1.35", random));
        event.put(
                "requestReceivedTimestamp", time.minusMillis(random.nextInt(40)).toString());
        event.put("stageTimestamp", time.toString());
        return event;
    }

    /** A client may choose it, and choose one that was used. */
    private String id() {
        String id = random.nextInt(40) == 0
                ? lastId
                : HostileTexts.or("id-" + ++count + "-" + random.nextInt(1 << 20), random);
        lastId = id.isEmpty() ? "id-" + ++count : id;
        return lastId;
    }
}
