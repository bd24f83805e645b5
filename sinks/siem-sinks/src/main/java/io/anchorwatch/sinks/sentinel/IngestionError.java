// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.siem.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers of the Logs Ingestion API that are about the setup. Azure names no list of its error codes, but a code that names the
 * stream, the rule or the version of the API can be about no row.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/monitor/upload/upload">The header {@code x-ms-error-code}</a>
 * @see <a href="https://github.com/Azure/azure-sdk-for-java/blob/main/sdk/monitor/azure-monitor-ingestion/TROUBLESHOOTING.md">
 *     403 for a missing role</a>
 */
final class IngestionError {

    private static final Pattern OF_THE_SETUP =
            Pattern.compile("(?i).*(stream|rule|dcr|immutable|endpoint|apiversion|tenant|workspace|notfound).*");

    private IngestionError() {}

    /** What an operator has to do; empty when it may be about a row, or is about time. */
    static Optional<String> advice(Status status) {
        return switch (status.code()) {
            case 400 ->
                OF_THE_SETUP.matcher(code(status)).matches()
                        ? Optional.of("correct url, rule and stream")
                        : Optional.empty();
            case 403 ->
                Optional.of("give the application the role Monitoring Metrics Publisher on the rule,"
                        + " which may take half an hour to count");
            case 404 -> Optional.of("correct url, rule and stream");
            default -> Optional.empty();
        };
    }

    private static String code(Status status) {
        return status.header("x-ms-error-code")
                .orElseGet(() -> Json.read(status.body()).at("/error/code").asText());
    }
}
