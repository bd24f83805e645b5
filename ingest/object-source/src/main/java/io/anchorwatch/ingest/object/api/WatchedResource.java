// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import io.anchorwatch.ingest.event.ObjectRef;

/**
 * A resource that a cluster serves and that can be listed and watched.
 *
 * @param ref group, preferred version and resource
 * @param kind of its objects
 */
public record WatchedResource(ObjectRef ref, String kind) {

    /** {@code pods} or {@code deployments.apps}. */
    public String name() {
        return ref.groupResource();
    }

    /** {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return ref.group().isEmpty() ? ref.version() : ref.group() + "/" + ref.version();
    }

    /** Path of its objects in all namespaces. */
    public String path() {
        return (ref.group().isEmpty() ? "/api/" : "/apis/") + apiVersion() + "/" + ref.resource();
    }
}
