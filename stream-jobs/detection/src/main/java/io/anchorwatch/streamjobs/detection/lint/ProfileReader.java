// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads a profile that comes with the program: a document that describes it, then the policy. Of a field that is never
 * told, {@code as} lists what it is told as instead of being missing, {@code or} what else it may be, {@code still}
 * beginnings of texts that are told, and {@code part: true} says that nothing more can be said.
 */
final class ProfileReader {

    private static final String NEXT = "\n---\n";

    private ProfileReader() {}

    static AuditProfile read(String provider, String text) {
        int next = text.indexOf(NEXT);
        if (next < 0) {
            throw new IllegalStateException(provider + ": no policy after the description");
        }
        Map<?, ?> head = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.substring(0, next));
        // Lines are counted from the start of the file, as whoever opens it does.
        String above = "\n".repeat((int) text.substring(0, next + NEXT.length())
                .chars()
                .filter(each -> each == '\n')
                .count());
        try {
            return new AuditProfile(
                    text(head, "name"),
                    text(head, "documentation"),
                    text(head, "read"),
                    list(head, "notes").stream().map(String::valueOf).toList(),
                    AuditPolicy.parse(provider + ".yaml", above + text.substring(next + NEXT.length())),
                    new AuditProfile.Fields(untold(head)));
        } catch (PolicyException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    private static List<Untold> untold(Map<?, ?> head) {
        List<Untold> untold = new ArrayList<>();
        for (Object each : list(head, "never-tells")) {
            Map<?, ?> field = (Map<?, ?>) each;
            List<Object> instead = new ArrayList<>();
            if (!field.containsKey("as")) {
                instead.add(Missing.ABSENT);
            }
            list(field, "as").forEach(value -> instead.add(value(value)));
            list(field, "or").forEach(value -> instead.add(value(value)));
            List<String> still =
                    list(field, "still").stream().map(String::valueOf).toList();
            untold.add(new Untold(text(field, "field"), instead, still, Boolean.TRUE.equals(field.get("part"))));
        }
        return untold;
    }

    private static Object value(Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
