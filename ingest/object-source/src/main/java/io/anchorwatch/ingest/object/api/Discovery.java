// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectRef;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a cluster serves of what is wanted, each at the version the server prefers among those that have it. */
public final class Discovery {

    private static final String PLAIN = "application/json";
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList," + PLAIN;

    private final ApiClient api;
    private final Set<String> wanted;
    private final Map<String, WatchedResource> found = new LinkedHashMap<>();

    private Discovery(ApiClient api, Set<String> wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    /**
     * Asks the server.
     *
     * @param wanted as {@code kubectl} names them
     */
    public static Collection<WatchedResource> of(ApiClient api, Set<String> wanted)
            throws IOException, InterruptedException {
        Discovery discovery = new Discovery(api, wanted);
        discovery.ask("/api");
        discovery.ask("/apis");
        return discovery.found.values();
    }

    private void ask(String root) throws IOException, InterruptedException {
        JsonNode answer = api.document(root, AGGREGATED);
        switch (answer.path("kind").asText()) {
            case "APIGroupDiscoveryList" -> answer.path("items").forEach(this::aggregated);
            case "APIVersions" -> plain("", "v1", "/api/v1");
            default -> {
                for (JsonNode group : answer.path("groups")) {
                    group(group);
                }
            }
        }
    }

    private void aggregated(JsonNode group) {
        for (JsonNode version : group.path("versions")) {
            for (JsonNode resource : version.path("resources")) {
                add(
                        group.path("metadata").path("name").asText(),
                        version.path("version").asText(),
                        resource.path("resource").asText(),
                        resource.path("responseKind").path("kind").asText(),
                        resource.path("verbs"));
            }
        }
    }

    private void group(JsonNode group) throws IOException, InterruptedException {
        String name = group.path("name").asText();
        if (wanted.stream().noneMatch(resource -> resource.endsWith("." + name))) {
            return;
        }
        String preferred = group.path("preferredVersion").path("version").asText();
        plain(name, preferred, "/apis/" + name + "/" + preferred);
        for (JsonNode version : group.path("versions")) {
            String other = version.path("version").asText();
            if (!other.equals(preferred)) {
                plain(name, other, "/apis/" + name + "/" + other);
            }
        }
    }

    /** A group whose own server is away must not hide the others. */
    private void plain(String group, String version, String path) throws IOException, InterruptedException {
        JsonNode answer;
        try {
            answer = api.document(path, PLAIN);
        } catch (ApiException refused) {
            if (refused.status() == 401) {
                throw refused;
            }
            return;
        }
        for (JsonNode resource : answer.path("resources")) {
            add(
                    group,
                    version,
                    resource.path("name").asText(),
                    resource.path("kind").asText(),
                    resource.path("verbs"));
        }
    }

    private void add(String group, String version, String resource, String kind, JsonNode verbs) {
        WatchedResource candidate = new WatchedResource(new ObjectRef(group, version, resource, "", ""), kind);
        boolean list = false;
        boolean watch = false;
        for (JsonNode verb : verbs) {
            list |= verb.asText().equals("list");
            watch |= verb.asText().equals("watch");
        }
        if (list && watch && wanted.contains(candidate.name())) {
            found.putIfAbsent(candidate.name(), candidate);
        }
    }
}
