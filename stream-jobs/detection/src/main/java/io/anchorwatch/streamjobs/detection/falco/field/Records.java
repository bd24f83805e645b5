// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Argument;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Reader;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the json plugin and those that every source has. Times are those of the event, in UTC. */
final class Records {

    private Records() {}

    static List<FalcoField> fields() {
        List<FalcoField> fields = new ArrayList<>();
        for (String plugin : List.of("jevt", "json")) {
            fields.add(plain(plugin + ".value", Shape.TEXT, (event, pointer) -> value(event, pointer, true))
                    .with(Argument.KEY));
            fields.add(plain(plugin + ".value@falco", Shape.TEXT, (event, pointer) -> value(event, pointer, false))
                    .with(Argument.KEY));
            fields.add(plain(
                    plugin + ".obj", Shape.TEXT, (event, none) -> event.tree().toPrettyString()));
            fields.add(plain(plugin + ".rawtime", Shape.TEXT, (event, none) -> EventTime.text(EventTime.nanos(event))));
        }
        fields.add(plain("evt.rawtime", Shape.NUMBER, (event, none) -> EventTime.nanos(event)));
        fields.add(plain("evt.rawtime.s", Shape.NUMBER, (event, none) -> EventTime.seconds(event)));
        fields.add(plain("evt.rawtime.ns", Shape.NUMBER, (event, none) -> EventTime.fraction(event)));
        fields.add(time("evt.time", "HH:mm:ss.nnnnnnnnn"));
        fields.add(time("evt.time.s", "HH:mm:ss"));
        fields.add(time("evt.time.iso8601", "yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'+0000'"));
        fields.add(time("evt.datetime", "yyyy-MM-dd HH:mm:ss.nnnnnnnnn"));
        fields.add(time("evt.datetime.s", "yyyy-MM-dd HH:mm:ss"));
        fields.add(plain("evt.source", Shape.TEXT, (event, none) -> "k8s_audit"));
        fields.add(plain("evt.pluginname", Shape.TEXT, (event, none) -> "k8saudit"));
        fields.add(plain("evt.is_async", Shape.TEXT, (event, none) -> "false"));
        // What only the process that captured the event could know; the same events must give the same alerts.
        for (String number : List.of("evt.num", "evt.reltime", "evt.reltime.s", "evt.reltime.ns")) {
            fields.add(
                    plain(number, Shape.NUMBER, (event, none) -> Missing.ABSENT).unknown());
        }
        for (String text : List.of("evt.plugininfo", "evt.asynctype", "evt.hostname")) {
            fields.add(plain(text, Shape.TEXT, (event, none) -> Missing.ABSENT).unknown());
        }
        return fields;
    }

    private static FalcoField plain(String name, Shape shape, Reader reader) {
        return FalcoField.of(name, shape, Level.METADATA, reader);
    }

    private static FalcoField time(String name, String pattern) {
        return plain(name, Shape.TEXT, EventTime.formatted(pattern));
    }

    /**
     * The value at a JSON pointer.
     *
     * @param mend whether a pointer to where ephemeral containers stood in an old API finds them where they stand now
     */
    private static Object value(AuditView event, String pointer, boolean mend) {
        String[] keys = Pointers.keys(pointer);
        @Nullable JsonNode found = find(event, keys);
        if (found == null && mend && Pointers.isOldEphemeral(keys)) {
            found = find(event, Pointers.newEphemeral(keys));
        }
        return Json.scalar(found);
    }

    private static @Nullable JsonNode find(AuditView event, String[] keys) {
        if (keys.length == 0) {
            return event.tree();
        }
        String[] below = Arrays.copyOfRange(keys, 1, keys.length);
        return switch (keys[0]) {
            case "requestObject" -> Json.get(event.requestObject(), below);
            case "responseObject" -> Json.get(event.responseObject(), below);
            default -> Json.get(event.tree(), keys);
        };
    }
}
