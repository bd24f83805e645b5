// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.siem.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers of Google that are about the setup. {@code INVALID_ARGUMENT} is said of a bad event and of an instance that does not
 * exist; which of both, its details or the beginning of its message show.
 *
 * @see <a href="https://google.aip.dev/193">Errors of Google's APIs</a>
 */
final class ImportError {

    /** A message that tells of an event may hold its texts, and these may say anything. */
    private static final Pattern OF_AN_EVENT = Pattern.compile("event|udm|inline");

    private static final Pattern OF_THE_SETUP =
            Pattern.compile("customer|instance|parent|project|location|resource name");
    private static final int BEGINNING = 80;

    private ImportError() {}

    /** What an operator has to do; empty when it may be about an event, or is about time. */
    static Optional<String> advice(Status status) {
        return switch (status.code()) {
            case 400 ->
                isOfTheSetup(Json.read(status.body()).path("error"))
                        ? Optional.of("correct project, location and instance")
                        : Optional.empty();
            case 403 -> Optional.of("grant the service account chronicle.events.import, and enable the Chronicle API");
            case 404 -> Optional.of("correct url, project, location and instance");
            default -> Optional.empty();
        };
    }

    private static boolean isOfTheSetup(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                return violation.path("field").asText().matches("parent|name|instance");
            }
        }
        String message = error.path("message").asText().toLowerCase(Locale.ROOT);
        String beginning = message.substring(0, Math.min(BEGINNING, message.length()));
        return OF_THE_SETUP.matcher(beginning).find()
                && !OF_AN_EVENT.matcher(message).find();
    }
}
