// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where the {@code value} of a JSON Patch operation (RFC 6902) ends up, as far as redaction cares.
 *
 * <p>An object with a text {@code path} and a {@code value} is taken for one, whatever is around it.
 */
enum PatchOperation {
    /** Not an operation, or one that touches nothing secret by its path alone. */
    PLAIN,
    /** The value itself is secret. */
    SECRET_VALUE,
    /** The value is one {@code EnvVar}. */
    ENV_VARIABLE,
    /** The value is a list of {@code EnvVar}. */
    ENV_LIST;

    static PatchOperation of(JsonNode object, Sensitive context, boolean ambiguous) {
        JsonNode path = object.path("path");
        if (!path.isTextual() || !object.has("value")) {
            return PLAIN;
        }
        String pointer = path.textValue();
        if (context.secret() && (ambiguous || !isMetadata(pointer))) {
            return SECRET_VALUE;
        }
        List<String> segments = List.of(pointer.split("/", -1));
        if (segments.stream().anyMatch(context::masks)) {
            return SECRET_VALUE;
        }
        return ofEnv(segments);
    }

    private static PatchOperation ofEnv(List<String> segments) {
        int env = segments.lastIndexOf("env");
        if (env < 0) {
            return PLAIN;
        }
        return switch (segments.size() - env - 1) {
            case 0 -> ENV_LIST;
            case 1 -> ENV_VARIABLE;
            default -> segments.get(env + 2).equals("value") ? SECRET_VALUE : PLAIN;
        };
    }

    private static boolean isMetadata(String pointer) {
        return pointer.equals("/metadata") || pointer.startsWith("/metadata/");
    }
}
