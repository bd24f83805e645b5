// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What no standard has fields for, as lists of objects with fixed keys: a name out of an event is a value here and never
 * a key, so that no event can grow an index' mapping.
 */
final class Evidences {

    /** Bounds that keep a whole document under a MiB, three bytes a UTF-16 unit. */
    static final int CHANGES = 50;

    static final int MATCHED = 64;
    static final int EVENTS = 50;
    static final int LIST = 32;
    static final int VALUE = 512;
    static final int FIELD = 256;
    static final int ID = 64;

    private Evidences() {}

    /** A field of a clause that matched. */
    record Matched(String eventId, String field, String value) {}

    static List<Matched> matched(Alert alert) {
        List<Matched> matched = new ArrayList<>();
        for (Alert.Evidence event : alert.evidence()) {
            event.matched().forEach((field, value) -> matched.add(new Matched(event.eventId(), field, value)));
        }
        return matched;
    }

    static void changes(JsonDoc doc, Alert alert) throws IOException {
        doc.objects("changes", alert.changes(), CHANGES, change -> {
            doc.text("path", change.path(), VALUE);
            doc.text("before", change.before(), VALUE);
            doc.text("after", change.after(), VALUE);
        });
    }

    static void matched(JsonDoc doc, Alert alert) throws IOException {
        doc.objects("matched", matched(alert), MATCHED, match -> {
            doc.text("event_id", match.eventId(), ID);
            doc.text("field", match.field(), FIELD);
            doc.text("value", match.value(), VALUE);
        });
    }

    static void correlation(JsonDoc doc, Alert.Correlation correlation) throws IOException {
        if (correlation.equals(Alert.Correlation.NONE)) {
            return;
        }
        doc.object("correlation", inner -> {
            inner.text("type", correlation.type());
            inner.text("window", correlation.window());
            inner.text("value", correlation.value());
            inner.objects("group", List.copyOf(correlation.group().entrySet()), LIST, entry -> group(inner, entry));
            inner.flag("warming", correlation.warming());
            inner.flag("capped", correlation.capped());
        });
    }

    private static void group(JsonDoc doc, Map.Entry<String, String> entry) throws IOException {
        doc.text("field", entry.getKey(), FIELD);
        doc.text("value", entry.getValue(), VALUE);
    }

    /** The audit id of the anchor event, or empty. */
    static String auditId(Alert alert) {
        return alert.evidence().isEmpty() ? "" : alert.evidence().get(0).auditId();
    }

    /** Whether it may stand where a target expects a link that people click on. */
    static boolean isLink(String text) {
        return (text.startsWith("https://") || text.startsWith("http://")) && text.indexOf(' ') < 0;
    }

    /** A request URI without its query. */
    static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
