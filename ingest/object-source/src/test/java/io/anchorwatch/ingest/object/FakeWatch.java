// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One watch of {@link FakeApiServer}. */
final class FakeWatch {

    private static final long LIFETIME = TimeUnit.SECONDS.toNanos(2);
    private static final int EVENTS_BEFORE_FAULT = 3;

    private final FakeApiServer server;
    private final Reply reply;
    private final FakeApiServer.Fault fault;
    private final int bookmarkMillis;
    private int sent;

    FakeWatch(FakeApiServer server, Reply reply, FakeApiServer.Fault fault, int bookmarkMillis) {
        this.server = server;
        this.reply = reply;
        this.fault = fault;
        this.bookmarkMillis = bookmarkMillis;
    }

    void run(int from) throws IOException, InterruptedException {
        reply.beginStream();
        if (server.store.forgotten(from) || fault == FakeApiServer.Fault.GONE_EVENT) {
            line(
                    "ERROR",
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}");
            reply.endStream();
            return;
        }
        int version = from;
        long end = System.nanoTime() + LIFETIME;
        while (server.running() && System.nanoTime() < end) {
            int reached = server.store.version();
            List<Store.Event> events = server.store.after(version, bookmarkMillis);
            for (Store.Event event : events) {
                version = event.pod().version();
                if (!server.hiddenFromWatch.contains(version)) {
                    line(event.type(), event.pod().json(true));
                }
            }
            if (events.isEmpty()) {
                version = Math.max(version, reached);
                line(
                        "BOOKMARK",
                        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                                + "\"}}");
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
