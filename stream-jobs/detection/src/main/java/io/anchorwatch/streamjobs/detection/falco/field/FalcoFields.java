// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every field of Falco's {@code k8s_audit} source: those of the k8saudit and json plugins, and those of all sources.
 *
 * <p>A name with {@code @falco} at its end is the same field with the plugin's defect.
 */
public final class FalcoFields {

    private static final String AS_FALCO = "@falco";
    private static final Map<String, FalcoField> BY_NAME = catalog();
    private static final Set<String> TOP_LEVEL = Set.of(
            "kind",
            "apiVersion",
            "level",
            "auditID",
            "stage",
            "requestURI",
            "verb",
            "user",
            "impersonatedUser",
            "authenticationMetadata",
            "sourceIPs",
            "userAgent",
            "objectRef",
            "responseStatus",
            "requestObject",
            "responseObject",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "annotations");

    private FalcoFields() {}

    /** The field of that name, without argument. */
    public static Optional<FalcoField> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Names that rules may use, in order. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        names.removeIf(name -> name.endsWith(AS_FALCO));
        return Collections.unmodifiableSet(names);
    }

    /** A field with its argument. */
    public record Use(FalcoField field, String argument) {

        /** As a rule writes it. */
        public String text() {
            return argument.isEmpty() ? field.name() : field.name() + "[" + argument + "]";
        }

        /** The field of the audit event that holds the same, empty when there is none. */
        public String path() {
            if (field.name().endsWith(".value")) {
                String path = Pointers.path(argument);
                return Envelopes.isScalar(path) ? path : "";
            }
            return argument.isEmpty() ? field.path() : "";
        }

        /** The least audit level at which it can be there. */
        public Level level() {
            String path = Pointers.path(argument);
            if (!isPointer() || path.isEmpty()) {
                return field.level();
            }
            boolean response = path.startsWith("responseObject");
            return response ? Level.RESPONSE : path.startsWith("requestObject") ? Level.REQUEST : Level.METADATA;
        }

        /** Whether an audit event can hold it. */
        public boolean canBeThere() {
            String[] keys = Pointers.keys(argument);
            return field.known() && (!isPointer() || keys.length == 0 || TOP_LEVEL.contains(keys[0]));
        }

        private boolean isPointer() {
            return field.name().startsWith("jevt.value") || field.name().startsWith("json.value");
        }
    }

    /** Whether the field takes that argument, null standing for none. */
    public static boolean takes(FalcoField field, @Nullable String argument) {
        return switch (field.argument()) {
            case NONE -> argument == null;
            case KEY -> argument != null;
            case INDEX -> argument == null || Arguments.isIndex(argument);
        };
    }

    /** The field and argument of a text such as {@code ka.uri.param[command]}; empty when there is no such field. */
    public static Optional<Use> parse(String text) {
        int bracket = text.indexOf('[');
        @Nullable
        String argument = bracket < 0 || !text.endsWith("]") ? null : text.substring(bracket + 1, text.length() - 1);
        return of(argument == null ? text : text.substring(0, bracket))
                .filter(field -> takes(field, argument))
                .map(field -> new Use(field, argument == null ? "" : argument));
    }

    /** The field to read in place of {@code name} when Falco's defects are wanted. */
    public static FalcoField asFalco(FalcoField field) {
        return BY_NAME.getOrDefault(field.name() + AS_FALCO, field);
    }

    private static Map<String, FalcoField> catalog() {
        Map<String, FalcoField> fields = new TreeMap<>();
        Stream.of(Envelopes.fields(), Requests.fields(), Pods.fields(), Records.fields())
                .flatMap(List::stream)
                .forEach(field -> fields.put(field.name(), field));
        return Collections.unmodifiableMap(fields);
    }
}
