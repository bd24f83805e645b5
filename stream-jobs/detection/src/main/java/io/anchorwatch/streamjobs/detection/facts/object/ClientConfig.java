// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The {@code clientConfig} of a webhook: a URL, or a service of the cluster. */
public final class ClientConfig {

    private ClientConfig() {}

    /** The host it calls: of its URL, else of its service as {@code name.namespace.svc}; empty when it has neither. */
    public static String host(JsonNode config) {
        String url = Nodes.text(config.path("url"));
        if (!url.isEmpty()) {
            return hostOf(url);
        }
        String service = Nodes.text(config.path("service").path("name"));
        return service.isEmpty()
                ? ""
                : service + "." + Nodes.text(config.path("service").path("namespace")) + ".svc";
    }

    /** Whether it calls a host that is no service of the cluster. */
    public static boolean isExternal(JsonNode config) {
        String host = host(config);
        return !host.isEmpty() && !host.endsWith(".svc") && !host.endsWith(".svc.cluster.local");
    }

    /** Read by hand: {@code java.net.URI} refuses what Go takes. */
    private static String hostOf(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int bracket = host.startsWith("[") ? host.indexOf(']') : -1;
        int colon = host.indexOf(':', Math.max(bracket, 0));
        host = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
