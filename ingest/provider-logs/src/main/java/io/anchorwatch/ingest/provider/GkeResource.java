// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request was for, out of a method such as {@code io.k8s.core.v1.pods.exec.create} and a resource name such as
 * {@code core/v1/namespaces/shop/pods/web/exec}. The method tells kind of resource and subresource, which the name alone
 * leaves open for namespaces; the name tells the API group, which the method writes backwards.
 *
 * @param group empty for the core group
 * @param resource empty for what is no resource
 */
record GkeResource(
        String verb, String group, String version, String resource, String subresource, String namespace, String name) {

    private static final String PREFIX = "io.k8s.";
    private static final Pattern VERSION = Pattern.compile("v[0-9]+((alpha|beta)[0-9]+)?");
    private static final String NAMESPACES = "namespaces";

    static GkeResource of(String method, String resourceName) {
        List<String> parts =
                List.of((method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method).split("\\.", -1));
        String verb = parts.get(parts.size() - 1);
        int version = 0;
        while (version < parts.size() && !VERSION.matcher(parts.get(version)).matches()) {
            version++;
        }
        List<String> path = List.of(resourceName.split("/", -1));
        if (version + 2 >= parts.size() || path.size() < 3) {
            return new GkeResource(verb, "", "", "", "", "", resourceName);
        }
        String resource = parts.get(version + 1);
        String subresource = version + 3 < parts.size() ? parts.get(version + 2) : "";
        String group = path.get(0).equals("core") ? "" : path.get(0);
        boolean namespaced = path.get(2).equals(NAMESPACES) && !resource.equals(NAMESPACES) && path.size() > 3;
        int at = namespaced ? 4 : 2;
        String name = path.size() > at + 1 ? path.get(at + 1) : "";
        String namespace = namespaced ? path.get(3) : resource.equals(NAMESPACES) ? name : "";
        return new GkeResource(verb, group, path.get(1), resource, subresource, namespace, name);
    }

    boolean isResource() {
        return !resource.isEmpty();
    }

    /** The path of the request, as Kubernetes builds it; without the query, which is not told. */
    String path() {
        if (!isResource()) {
            return name.startsWith("/") ? name : "/" + name;
        }
        StringBuilder path = new StringBuilder(group.isEmpty() ? "/api/" : "/apis/" + group + "/").append(version);
        if (!namespace.isEmpty() && !resource.equals(NAMESPACES)) {
            path.append('/').append(NAMESPACES).append('/').append(namespace);
        }
        // What is created is sent to the collection.
        boolean created = verb.equals("create") && subresource.isEmpty();
        for (String part : List.of(resource, created ? "" : name, subresource)) {
            if (!part.isEmpty()) {
                path.append('/').append(part);
            }
        }
        return path.toString();
    }

    Json objectRef() throws IOException {
        EventWriter ref = new EventWriter().text("resource", resource);
        for (String[] part : new String[][] {
            {"namespace", namespace},
            {"name", name},
            {"apiGroup", group},
            {"apiVersion", version},
            {"subresource", subresource}
        }) {
            if (!part[1].isEmpty()) {
                ref.text(part[0], part[1]);
            }
        }
        return new Json(ref.bytes());
    }
}
