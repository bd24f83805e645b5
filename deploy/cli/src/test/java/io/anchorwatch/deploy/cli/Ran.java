// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What a command line did. */
public record Ran(int exitCode, String out, String err) {

    /** The recorded incident of the examples. */
    public static final Path INCIDENT =
            Path.of("../examples/incident.jsonl.gz").toAbsolutePath().normalize();

    /** Runs the real command line. */
    public static Ran anchorwatch(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = AnchorwatchMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        int exitCode = commandLine.execute(texts);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** Standard output as one JSON object a line. */
    public List<JsonNode> json() {
        ObjectMapper mapper = new ObjectMapper();
        return out.lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException notJson) {
                        throw new UncheckedIOException(line, notJson);
                    }
                })
                .toList();
    }
}
