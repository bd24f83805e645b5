// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of watch recordings for tests, and what a replay gives, as text. */
final class Watched {

    private Watched() {}

    static String pod(String name, String uid, int version) {
        return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"namespace\":\"d\",\"name\":\"" + name
                + "\",\"uid\":\"" + uid + "\",\"resourceVersion\":\"" + version + "\"}}";
    }

    static String line(int second, String op, String rest) {
        return "{\"ts\":\"" + AuditLines.START.plusSeconds(second) + "\",\"resource\":\"v1/pods\",\"op\":\"" + op + "\""
                + rest + "}";
    }

    static String event(int second, String type, String object) {
        return line(second, "EVENT", ",\"event\":{\"type\":\"" + type + "\",\"object\":" + object + "}");
    }

    /** Items come without kind and API version, as the API server leaves them out. */
    static String list(int second, int version, String... items) {
        String text = String.join(",", items).replace("\"kind\":\"Pod\",\"apiVersion\":\"v1\",", "");
        return line(
                second,
                "LIST",
                ",\"object\":{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                        + "\"},\"items\":[" + text + "]}");
    }

    static String start(int second, boolean initialEvents) {
        return line(second, "WATCH_START", ",\"initialEvents\":" + initialEvents);
    }

    static String bookmark(int second, int version, boolean end) {
        String annotations = end ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        return event(
                second,
                "BOOKMARK",
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version + "\""
                        + annotations + "}}");
    }

    static String expired(int second) {
        return event(second, "ERROR", "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}");
    }

    static List<ReplayItem> items(ReplayOptions options, Path... files) throws IOException {
        List<ReplayItem> items = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(List.of(files), options, Pacer.unpaced())) {
            replay.forEachRemaining(items::add);
        }
        return items;
    }

    static List<ClusterEvent> events(Path... files) throws IOException {
        return items(ReplayOptions.of("c1"), files).stream()
                .map(item -> ((ReplayItem.Event) item).event())
                .toList();
    }

    /** {@code TYPE origin name version}, with the seconds of {@code since} where it differs; notices by kind. */
    static List<String> told(Path... files) throws IOException {
        return events(files).stream().map(Watched::text).toList();
    }

    private static String text(ClusterEvent event) {
        if (event instanceof ObjectChange change) {
            String since = change.since().equals(change.time())
                    ? ""
                    : " since " + (change.since().getEpochSecond() - AuditLines.START.getEpochSecond());
            return change.type() + " " + change.origin().wireName() + " "
                    + change.object().name() + " " + change.resourceVersion() + since;
        }
        return event instanceof WatchNotice notice
                ? notice.kind().wireName() + " " + notice.resource()
                : event.getClass().getSimpleName();
    }
}
