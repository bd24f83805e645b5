// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

/**
 * An object at a version.
 *
 * @param text of an annotation
 * @param members what it has beside its metadata: {@code ,"spec":{…}}, or nothing
 */
public record Item(String name, String uid, int version, String text, String members) {

    /** As the server writes it. */
    public String json(Served of, boolean typed) {
        return "{" + (typed ? of.type() : "") + "\"metadata\":{\"name\":\"" + name + "\","
                + (of.namespaced() ? "\"namespace\":\"" + Served.NAMESPACE + "\"," : "") + "\"uid\":\"" + uid
                + "\",\"resourceVersion\":\"" + version
                + "\",\"creationTimestamp\":\"2026-11-24T00:03:52Z\",\"annotations\":{\"text\":\"" + text + "\"}}"
                + members + "}";
    }
}
