// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.ClientConfig;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;

/** Who answers for parts of the API. */
public final class ApiExtensions {

    private ApiExtensions() {}

    /** The host that converts the objects of a custom resource; none when the API server does. */
    public static List<Object> conversionHosts(JsonNode crd) {
        String host = ClientConfig.host(conversion(crd));
        return host.isEmpty() ? List.of() : List.of(host);
    }

    /** Whether that host is outside the cluster. */
    public static boolean isConversionExternal(JsonNode crd) {
        return ClientConfig.isExternal(conversion(crd));
    }

    private static JsonNode conversion(JsonNode crd) {
        return crd.path("spec").path("conversion").path("webhook").path("clientConfig");
    }

    /** Whether a group is served by a service that is not in {@code kube-system}; the API server's own have none. */
    public static boolean isExternal(JsonNode apiService) {
        JsonNode service = apiService.path("spec").path("service");
        return service.isObject() && !Nodes.text(service.path("namespace")).equals("kube-system");
    }

    /** Whether the API server takes any certificate of who serves the group. */
    public static boolean isInsecure(JsonNode apiService) {
        return Nodes.isTrue(apiService.path("spec").path("insecureSkipTLSVerify"));
    }

    /** The API group, absent for the core. */
    public static Object group(JsonNode apiService) {
        return Nodes.value(apiService.path("spec").path("group"));
    }
}
