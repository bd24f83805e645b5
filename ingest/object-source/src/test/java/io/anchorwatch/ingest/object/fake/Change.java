// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

/** What a watch tells: ADDED, MODIFIED or DELETED, and the object then. */
public record Change(String type, Item item) {}
