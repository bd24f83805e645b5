// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.io.IOException;
import java.util.List;

/** Lists of a resource, by pages or as the beginning of a watch. */
final class FakeList {

    private static final int ALL = Integer.MAX_VALUE;

    private final Served resource;
    private final Contents contents;

    FakeList(Served resource, Contents contents) {
        this.resource = resource;
        this.contents = contents;
    }

    /** The token of a page is the version and the last name; a compacted one has expired. */
    void page(Reply reply, int limit, String token) throws IOException {
        int version;
        List<Item> page;
        synchronized (contents) {
            version = token.isEmpty() ? contents.version() : Integer.parseInt(token.split("_", 2)[0]);
            page = contents.page(token.isEmpty() ? "" : token.split("_", 2)[1], limit + 1);
        }
        if (!token.isEmpty() && contents.forgotten(version)) {
            reply.status(410, "The provided continue parameter is too old");
            return;
        }
        boolean more = page.size() > limit;
        List<Item> shown = more ? page.subList(0, limit) : page;
        String next =
                more ? ",\"continue\":\"" + version + "_" + shown.get(limit - 1).name() + "\"" : "";
        StringBuilder text = new StringBuilder("{\"kind\":\"" + resource.kind() + "List\",\"apiVersion\":\""
                + resource.apiVersion() + "\",\"metadata\":{\"resourceVersion\":\"" + version + "\"" + next
                + "},\"items\":[");
        for (int i = 0; i < shown.size(); i++) {
            text.append(i == 0 ? "" : ",").append(shown.get(i).json(resource, false));
        }
        reply.json(200, text.append("]}").toString());
    }

    void initialEvents(Reply reply) throws IOException {
        int version;
        List<Item> items;
        synchronized (contents) {
            version = contents.version();
            items = contents.page("", ALL);
        }
        reply.beginStream();
        for (Item item : items) {
            reply.line("ADDED", item.json(resource, true));
        }
        reply.line("BOOKMARK", resource.bookmark(version, true));
        reply.endStream();
    }
}
