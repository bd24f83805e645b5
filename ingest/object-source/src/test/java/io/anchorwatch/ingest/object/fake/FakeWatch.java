// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One watch of {@link FakeApiServer}. */
final class FakeWatch {

    private static final long LIFETIME = TimeUnit.SECONDS.toNanos(2);
    private static final int EVENTS_BEFORE_FAULT = 3;
    private static final int BOOKMARK_MILLIS = 100;

    private final FakeApiServer server;
    private final Served resource;
    private final Contents contents;
    private final Fault fault;
    private final Reply reply;
    private int sent;

    FakeWatch(FakeApiServer server, Served resource, Contents contents, Fault fault, Reply reply) {
        this.server = server;
        this.resource = resource;
        this.contents = contents;
        this.fault = fault;
        this.reply = reply;
    }

    /** Ends after that many seconds, or two. */
    void run(int from, int seconds) throws IOException, InterruptedException {
        reply.beginStream();
        if (contents.forgotten(from) || fault == Fault.GONE_EVENT) {
            line(
                    "ERROR",
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"too old resource version: " + from
                            + "\",\"reason\":\"Expired\",\"code\":410}");
            reply.endStream();
            return;
        }
        int version = from;
        long end = System.nanoTime() + Math.min(LIFETIME, TimeUnit.SECONDS.toNanos(seconds));
        while (server.running() && System.nanoTime() < end) {
            int reached = contents.version();
            List<Change> changes = contents.after(version, BOOKMARK_MILLIS);
            for (Change change : changes) {
                version = change.item().version();
                if (!server.hides(version)) {
                    line(change.type(), change.item().json(resource, true));
                }
            }
            if (changes.isEmpty()) {
                version = Math.max(version, reached);
                line("BOOKMARK", resource.bookmark(version, false));
            }
        }
        reply.endStream();
    }

    private void line(String type, String object) throws IOException, InterruptedException {
        byte[] bytes = ("{\"type\":\"" + type + "\",\"object\":" + object + "}\n").getBytes(StandardCharsets.UTF_8);
        boolean now = ++sent == EVENTS_BEFORE_FAULT;
        switch (fault) {
            case SLOW -> reply.chunks(bytes, 0, bytes.length, 1);
            case CUT_LINE -> {
                if (now) {
                    reply.chunks(bytes, 0, bytes.length / 2, bytes.length);
                    reply.reset();
                }
                reply.chunks(bytes, 0, bytes.length, 7);
            }
            case HALF_OPEN -> {
                if (sent >= EVENTS_BEFORE_FAULT) {
                    while (server.running()) {
                        TimeUnit.MILLISECONDS.sleep(50);
                    }
                }
                reply.chunks(bytes, 0, bytes.length, bytes.length);
            }
            case GARBAGE -> {
                if (now) {
                    byte[] garbage =
                            "{\"type\":\"MODIFIED\",\"object\":[]}\n{nonsense\n".getBytes(StandardCharsets.UTF_8);
                    reply.chunks(garbage, 0, garbage.length, garbage.length);
                }
                reply.chunks(bytes, 0, bytes.length, bytes.length);
            }
            default -> reply.chunks(bytes, 0, bytes.length, bytes.length);
        }
    }
}
