// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Items of a list as objects that stand alone: API servers leave out of each what the list says of all. */
public final class ListItems {

    private static final String SUFFIX = "List";

    private ListItems() {}

    /** The kind of the items of a list of that kind: {@code Pod} of {@code PodList}; empty when it is no such list. */
    public static String itemKind(String listKind) {
        return listKind.endsWith(SUFFIX) ? listKind.substring(0, listKind.length() - SUFFIX.length()) : "";
    }

    /**
     * The item with kind and API version in front, unless it has them.
     *
     * @param kind of the item; empty changes nothing
     * @throws IOException when the item is no JSON object
     */
    public static byte[] typed(byte[] item, String kind, String apiVersion) throws IOException {
        ObjectHeader header = ObjectHeader.of(item);
        if (kind.isEmpty() || !header.kind().isEmpty()) {
            return item;
        }
        int brace = 0;
        while (item[brace] != '{') {
            brace++;
        }
        boolean empty = new String(item, brace + 1, Math.min(64, item.length - brace - 1), StandardCharsets.ISO_8859_1)
                .strip()
                .startsWith("}");
        String version = header.apiVersion().isEmpty() ? "\"apiVersion\":" + quoted(apiVersion) + "," : "";
        String front = "{\"kind\":" + quoted(kind) + "," + version;
        byte[] head = (empty ? front.substring(0, front.length() - 1) : front).getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[head.length + item.length - brace - 1];
        System.arraycopy(head, 0, out, 0, head.length);
        System.arraycopy(item, brace + 1, out, head.length, item.length - brace - 1);
        return out;
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
