// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;

/**
 * JSON inside strings: kubectl's {@code last-applied-configuration}, the patches that admission webhooks leave in
 * audit annotations, manifests in a ConfigMap.
 */
final class EmbeddedJson {

    /** JSON in JSON in JSON … deeper than this is nobody's honest annotation, and masked whole. */
    private static final int MAX_NESTING = 8;

    private final Mask mask;
    private final int maxDepth;
    private int nesting;

    EmbeddedJson(Mask mask, int maxDepth) {
        this.mask = mask;
        this.maxDepth = maxDepth;
    }

    /** The text to put where {@code text} was; the same when it is no JSON or holds nothing to mask. */
    String redact(String text, Sensitive context, BodyRedactor redactor, Set<JsonNode> ambiguous) {
        if (!looksLikeJson(text)) {
            return text;
        }
        if (nesting == MAX_NESTING) {
            return mask.changed(text, Mask.TEXT);
        }
        JsonTree tree;
        try {
            tree = JsonReader.read(text, maxDepth);
        } catch (IOException e) {
            return text.contains("Secret") ? mask.changed(text, Mask.TEXT) : text;
        }
        ambiguous.addAll(tree.ambiguous());
        boolean usedBefore = mask.used();
        mask.reset(false);
        nesting++;
        JsonNode after = redactor.redact(tree.root(), context);
        nesting--;
        boolean anew = mask.used() || tree.repaired() || tree.tooDeep();
        mask.reset(usedBefore || anew);
        return anew ? after.toString() : text;
    }

    private static boolean looksLikeJson(String text) {
        int start = 0;
        int end = text.length() - 1;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        if (start >= end || (text.charAt(start) != '{' && text.charAt(start) != '[')) {
            return false;
        }
        while (end > start && text.charAt(end) <= ' ') {
            end--;
        }
        return text.charAt(end) == '}' || text.charAt(end) == ']' || text.contains("Secret");
    }
}
