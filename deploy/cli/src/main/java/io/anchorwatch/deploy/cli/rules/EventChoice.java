// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.Inputs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose one line of a file. */
final class EventChoice {

    @Option(names = "--line", paramLabel = "N", description = "The line of the event, from 1.")
    private long line;

    @Option(
            names = "--audit-id",
            paramLabel = "ID",
            description = "The auditID of the event; of several stages the last in the file is taken.")
    private @Nullable String auditId;

    @Option(
            names = "--event-id",
            paramLabel = "ID",
            description = "The event's id as alerts give it in their evidence.")
    private @Nullable String eventId;

    private final ObjectMapper json = new ObjectMapper();

    /**
     * A line of the file.
     *
     * @param line from 1
     * @param others how many more fit
     */
    record Chosen(long line, String text, int others) {}

    /** The line that was chosen; without a choice the only one there is. */
    Chosen find(Path file) {
        @Nullable Chosen found = null;
        int fitting = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Inputs.open(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (!text.isBlank() && fits(number, text)) {
                    fitting++;
                    found = new Chosen(number, text, 0);
                }
            }
        } catch (IOException broken) {
            throw CliException.environment(file + ": " + broken.getMessage(), "check that the file is complete");
        }
        if (found == null) {
            throw CliException.usage(file + ": no line fits", "choose one with --line, --audit-id or --event-id");
        }
        if (fitting > 1 && line == 0 && auditId == null && eventId == null) {
            throw CliException.usage(
                    file + ": holds " + fitting + " events", "choose one with --line, --audit-id or --event-id");
        }
        return new Chosen(found.line(), found.text(), fitting - 1);
    }

    private boolean fits(long number, String text) {
        if (line > 0 && number != line) {
            return false;
        }
        if (auditId != null && !auditId(text).equals(auditId)) {
            return false;
        }
        return eventId == null || EventIds.of(text).equals(eventId);
    }

    private String auditId(String text) {
        try {
            @Nullable JsonNode tree = json.readTree(text);
            return tree == null ? "" : tree.path("auditID").asText();
        } catch (IOException noJson) {
            return "";
        }
    }
}
