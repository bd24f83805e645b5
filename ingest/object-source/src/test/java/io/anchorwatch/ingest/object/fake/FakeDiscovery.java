// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what there is, in one document a root or in one a group and version. */
final class FakeDiscovery {

    private static final String VERBS = "\"verbs\":[\"get\",\"list\",\"watch\"]";
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final Map<String, List<Served>> groups;

    FakeDiscovery(Collection<Served> resources) {
        this.groups =
                resources.stream().collect(Collectors.groupingBy(Served::group, TreeMap::new, Collectors.toList()));
    }

    /** Whether the path is one of discovery; then it was answered. */
    boolean answer(Reply reply, String path, boolean aggregated) throws IOException {
        if (aggregated && (path.equals("/api") || path.equals("/apis"))) {
            reply.json(200, aggregated(path.equals("/api")), AGGREGATED);
        } else if (path.equals("/api")) {
            reply.json(200, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        } else if (path.equals("/apis")) {
            reply.json(200, "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[" + groups() + "]}");
        } else if (path.matches("/api/v1|/apis/[^/]+/[^/?]+")) {
            resources(reply, path);
        } else {
            return false;
        }
        return true;
    }

    private String aggregated(boolean core) {
        String items = groups.entrySet().stream()
                .filter(group -> group.getKey().isEmpty() == core)
                .map(group -> "{\"metadata\":{\"name\":\"" + group.getKey() + "\"},\"versions\":[{\"version\":\""
                        + group.getValue().get(0).version() + "\",\"freshness\":\"Current\",\"resources\":["
                        + group.getValue().stream().map(FakeDiscovery::entry).collect(Collectors.joining(",")) + "]}]}")
                .collect(Collectors.joining(","));
        return "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\",\"metadata\":{},\"items\":["
                + items + "]}";
    }

    private static String entry(Served resource) {
        return "{\"resource\":\"" + resource.resource() + "\",\"responseKind\":{\"group\":\"" + resource.group()
                + "\",\"version\":\"" + resource.version() + "\",\"kind\":\"" + resource.kind() + "\"}," + VERBS + "}";
    }

    private String groups() {
        return groups.entrySet().stream()
                .filter(group -> !group.getKey().isEmpty())
                .map(group -> {
                    String version = "{\"version\":\"" + group.getValue().get(0).version() + "\"}";
                    return "{\"name\":\"" + group.getKey() + "\",\"versions\":[" + version + "],\"preferredVersion\":"
                            + version + "}";
                })
                .collect(Collectors.joining(","));
    }

    private void resources(Reply reply, String path) throws IOException {
        List<Served> there = groups.values().stream()
                .flatMap(List::stream)
                .filter(resource -> resource.path().equals(path + "/" + resource.resource()))
                .toList();
        if (there.isEmpty()) {
            reply.status(404, "the server could not find the requested resource");
            return;
        }
        String entries = there.stream()
                .map(each -> "{\"name\":\"" + each.resource() + "\",\"kind\":\"" + each.kind() + "\"," + VERBS
                        + "},{\"name\":\"" + each.resource() + "/status\",\"kind\":\"" + each.kind()
                        + "\",\"verbs\":[\"get\"]}")
                .collect(Collectors.joining(","));
        reply.json(200, "{\"kind\":\"APIResourceList\",\"resources\":[" + entries + "]}");
    }
}
