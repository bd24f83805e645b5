// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

/**
 * Where an object lives in the API.
 *
 * @param group API group, empty for core
 * @param version API version it was read at, such as {@code v1}
 * @param resource plural resource name, such as {@code pods}
 * @param namespace namespace, empty for cluster-scoped objects
 * @param name object name
 */
public record ObjectRef(String group, String version, String resource, String namespace, String name) {

    /** {@code pods} or {@code deployments.apps}: the resource under the name that {@code kubectl} takes. */
    public String groupResource() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
