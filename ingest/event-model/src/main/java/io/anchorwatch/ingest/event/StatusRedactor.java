// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Masks messages in which the API server quotes the request body it could not use.
 *
 * <p>Of a request for Secrets, a message is kept only with a reason whose texts name the object and nothing in it.
 */
final class StatusRedactor {

    private static final Set<String> NAMES_ONLY = Set.of(
            "Unauthorized",
            "Forbidden",
            "NotFound",
            "AlreadyExists",
            "Conflict",
            "Gone",
            "Expired",
            "MethodNotAllowed",
            "NotAcceptable",
            "ServerTimeout",
            "Timeout",
            "TooManyRequests",
            "ServiceUnavailable");

    private final Mask mask;

    StatusRedactor(Mask mask) {
        this.mask = mask;
    }

    /** Masks what {@code status} quotes, in place; anything but a Status object is left alone. */
    void redact(JsonNode status, Sensitive target) {
        if (!(status instanceof ObjectNode object)) {
            return;
        }
        boolean opaque =
                target.secret() && !NAMES_ONLY.contains(object.path("reason").asText(""));
        message(object, opaque);
        for (JsonNode cause : object.path("details").path("causes")) {
            if (cause instanceof ObjectNode causeObject) {
                message(causeObject, opaque);
            }
        }
    }

    private void message(ObjectNode holder, boolean opaque) {
        JsonNode message = holder.path("message");
        if (!message.isMissingNode() && (opaque || !message.isTextual() || quotesBody(message.textValue()))) {
            holder.set("message", mask.leaves(message));
        }
    }

    private static boolean quotesBody(String message) {
        return message.contains("error found in #") || message.contains("bigger context");
    }
}
