// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an Ingress, a Gateway, an HTTPRoute or a Traefik IngressRoute lets in; a shape tells which it is. */
public final class Routes {

    /** Names of annotations, their prefix aside, by which the author writes into the configuration of a proxy. */
    private static final Set<String> DANGEROUS = Set.of(
            "auth-url", "auth-signin", "auth-tls-match-cn", "mirror-target", "mirror-host", "backend-config-snippet");

    private static final Set<String> SECURE = Set.of("HTTPS", "TLS");

    private Routes() {}

    /** Host names, as they are written. */
    public static List<Object> hosts(JsonNode route) {
        return List.copyOf(named(route.path("spec")));
    }

    /** Whether it takes hosts that it does not name in full: by {@code *}, or by naming none where that means all. */
    public static boolean hasWildcardHost(JsonNode route) {
        JsonNode spec = route.path("spec");
        return named(spec).stream().anyMatch(host -> host.startsWith("*"))
                || lacks(spec.path("rules"), "host", spec.has("hostnames") || spec.has("parentRefs"))
                || lacks(spec.path("listeners"), "hostname", false)
                || TraefikRule.anyWithoutHost(spec.path("routes"));
    }

    private static boolean lacks(JsonNode list, String field, boolean elsewhere) {
        for (JsonNode element : list) {
            if (!elsewhere && Nodes.text(element.path(field)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> named(JsonNode spec) {
        Set<String> hosts = Nodes.texts(spec.path("hostnames"));
        hosts.addAll(Nodes.texts(spec.path("rules"), rule -> rule.path("host")));
        hosts.addAll(Nodes.texts(spec.path("listeners"), listener -> listener.path("hostname")));
        for (JsonNode route : spec.path("routes")) {
            hosts.addAll(TraefikRule.hosts(Nodes.text(route.path("match"))));
        }
        return hosts;
    }

    /** Whether any of it is encrypted; absent for routes, whose gateway decides. */
    public static Object tls(JsonNode route) {
        JsonNode spec = route.path("spec");
        if (spec.has("parentRefs")) {
            return Missing.ABSENT;
        }
        for (JsonNode listener : spec.path("listeners")) {
            if (SECURE.contains(Nodes.text(listener.path("protocol")))) {
                return true;
            }
        }
        JsonNode tls = spec.path("tls");
        return tls.isObject() || !tls.isEmpty();
    }

    /** Names of such annotations, prefix and all. */
    public static List<Object> dangerousAnnotations(JsonNode route) {
        Set<String> found = new TreeSet<>();
        for (String key : Nodes.keys(route.path("metadata").path("annotations"))) {
            String name = key.substring(key.lastIndexOf('/') + 1);
            if (name.endsWith("-snippet") || name.endsWith("-snippets") || DANGEROUS.contains(name)) {
                found.add(key);
            }
        }
        return List.copyOf(found);
    }

    /** Whether an Ingress takes what no rule of it does. */
    public static boolean hasDefaultBackend(JsonNode route) {
        return route.path("spec").path("defaultBackend").isObject()
                || route.path("spec").path("backend").isObject();
    }

    /** Whether a listener of a Gateway takes routes from every namespace. */
    public static boolean isOpenToAllNamespaces(JsonNode route) {
        for (JsonNode listener : route.path("spec").path("listeners")) {
            JsonNode namespaces = listener.path("allowedRoutes").path("namespaces");
            String from = Nodes.text(namespaces.path("from"));
            JsonNode selector = namespaces.path("selector");
            boolean selectsAll = selector.isObject()
                    && selector.path("matchLabels").isEmpty()
                    && selector.path("matchExpressions").isEmpty();
            if (from.equals("All") || (from.equals("Selector") && selectsAll)) {
                return true;
            }
        }
        return false;
    }
}
