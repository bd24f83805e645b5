// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.service.KafkaAccess;
import io.anchorwatch.sinks.dispatch.DeadLetterBox;
import io.anchorwatch.sinks.dispatch.DeadLetterBox.Letter;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch sinks dlq ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters that have not been sent again. The service may run meanwhile.")
final class DlqListCommand extends VerbCommand {

    @Mixin
    private SinkOptions options = new SinkOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of this sink only.")
    private String name = "";

    @Option(names = "-o", paramLabel = "table|ndjson", description = "Output format. Default: table.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() throws IOException {
        List<Letter> letters = new ArrayList<>();
        try (KafkaAccess kafka = KafkaAccess.open(options.read())) {
            new DeadLetterBox(kafka.settings(), AlertTopics.DEAD_LETTERS).open(name, letters::add);
        }
        if (output == OutputFormat.NDJSON) {
            ObjectMapper json = new ObjectMapper();
            for (Letter letter : letters) {
                out().println(describe(json, letter));
            }
        } else {
            table(letters);
        }
        err().println(letters.size() + " dead letters");
        return ExitCode.OK;
    }

    private static String describe(ObjectMapper json, Letter letter) throws JsonProcessingException {
        ObjectNode node = json.createObjectNode();
        node.put("sink", letter.sink());
        node.put("at", letter.at().toString());
        node.put("origin", letter.origin());
        node.put("reason", letter.reason());
        node.put("alert", alertId(letter));
        return json.writeValueAsString(node);
    }

    private void table(List<Letter> letters) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(18, 0, Column.Overflow.SPAN),
                new Column(26, 1, Column.Overflow.TRUNCATE),
                new Column(30, 1, Column.Overflow.SPAN),
                new Column(42, 1, Column.Overflow.TRUNCATE),
                new Column(60, 1, Column.Overflow.WRAP));
        table.addRowValues("SINK", "GIVEN UP", "ORIGIN", "ALERT", "REASON");
        for (Letter letter : letters) {
            table.addRowValues(
                    letter.sink(), letter.at().toString(), letter.origin(), alertId(letter), letter.reason());
        }
        out().print(table);
    }

    /** Ids are digits and letters; anything else is shown as unreadable rather than printed. */
    private static String alertId(Letter letter) {
        String id =
                new AlertCodec().decode(letter.raw()).fold(good -> good.alert().deliveryId(), bad -> "");
        return id.matches("[0-9A-Za-z-]{1,60}") ? id : "unreadable";
    }
}
