// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.Map;

/** Kubernetes verbs as English. */
final class Verbs {

    private record Words(String base, String past) {}

    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry("create", new Words("create", "created")),
            Map.entry("update", new Words("update", "updated")),
            Map.entry("patch", new Words("patch", "patched")),
            Map.entry("delete", new Words("delete", "deleted")),
            Map.entry("deletecollection", new Words("delete all", "deleted all")),
            Map.entry("get", new Words("read", "read")),
            Map.entry("list", new Words("list", "listed")),
            Map.entry("watch", new Words("watch", "watched")),
            Map.entry("connect", new Words("connect to", "connected to")),
            Map.entry("impersonate", new Words("impersonate", "impersonated")),
            Map.entry("bind", new Words("bind", "bound")),
            Map.entry("escalate", new Words("escalate", "escalated")),
            Map.entry("approve", new Words("approve", "approved")),
            Map.entry("sign", new Words("sign", "signed")),
            Map.entry("use", new Words("use", "used")),
            Map.entry("post", new Words("post to", "posted to")),
            Map.entry("put", new Words("put", "put")),
            Map.entry("head", new Words("ask for", "asked for")),
            Map.entry("options", new Words("ask for options of", "asked for options of")),
            Map.entry("", new Words("change", "changed")));

    private Verbs() {}

    /** Such as {@code create}; a verb that is not known stands as it is. */
    static String base(String verb) {
        Words words = WORDS.get(verb);
        return words == null ? "do " + Sentence.name(verb) + " on" : words.base();
    }

    /** Such as {@code created}. */
    static String past(String verb) {
        Words words = WORDS.get(verb);
        return words == null ? "did " + Sentence.name(verb) + " on" : words.past();
    }

    /** Whether the verb stands in the table. */
    static boolean isKnown(String verb) {
        return WORDS.containsKey(verb);
    }
}
