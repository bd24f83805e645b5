// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

/**
 * Where an object lives in the API.
 *
 * @param group API group, empty for core
 * @param resource plural resource name, such as {@code pods}
 * @param namespace namespace, empty for cluster-scoped objects
 * @param name object name
 */
public record ObjectRef(String group, String resource, String namespace, String name) {}
