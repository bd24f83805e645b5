// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests that somebody might make, a minute after each other unless said otherwise. */
final class MadeUpHistory {

    static final String RULES = """
            title: Pod made
            name: pod-made
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {verb: create, objectRef.resource: pods}
              condition: sel
            level: low
            ---
            title: Secret read
            name: secret-read
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {verb: get, objectRef.resource: secrets}
              condition: sel
            level: medium
            ---
            title: Many pods
            name: many-pods
            correlation:
              type: event_count
              rules: [pod-made]
              group-by: [user.username]
              timespan: 10m
              condition: {gte: 5}
              generate: true
            level: high
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    /** Lets time pass. */
    MadeUpHistory later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    MadeUpHistory pods(int times, String user, String namespace) {
        for (int i = 0; i < times; i++) {
            request(user, "create", "pods", namespace, "");
            later(60);
        }
        return this;
    }

    MadeUpHistory request(String user, String verb, String resource, String namespace, String as) {
        ObjectNode event = JSON.createObjectNode();
        String id = "audit-" + lines.size();
        event.put("kind", "Event").put("apiVersion", "audit.k8s.io/v1").put("level", "Metadata");
        event.put("auditID", id).put("stage", "ResponseComplete").put("verb", verb);
        event.put("requestURI", "/api/v1/namespaces/" + namespace + "/" + resource);
        event.putObject("user").put("username", user).putArray("groups").add("system:authenticated");
        if (!as.isEmpty()) {
            event.putObject("impersonatedUser").put("username", as);
        }
        event.putArray("sourceIPs").add("192.0.2.7");
        ObjectNode ref = event.putObject("objectRef");
        ref.put("resource", resource).put("name", "object-" + lines.size()).put("apiVersion", "v1");
        if (!namespace.isEmpty()) {
            ref.put("namespace", namespace);
        }
        event.putObject("responseStatus").put("code", 201);
        event.put("requestReceivedTimestamp", now.toString()).put("stageTimestamp", now.toString());
        lines.add(event.toString());
        return this;
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("history.jsonl"), lines);
    }
}
