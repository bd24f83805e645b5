// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules list}: the catalogue. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the rules that are in force.")
final class ListCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "-o", paramLabel = "table|ndjson", description = "Output format. Default: table.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() throws JsonProcessingException {
        RuleSet set = rules.load(err());
        if (output == OutputFormat.NDJSON) {
            ObjectMapper json = new ObjectMapper();
            for (Rule rule : set.rules()) {
                out().println(json.writeValueAsString(describe(json.createObjectNode(), rule)));
            }
        } else {
            table(set.rules());
        }
        err().println(set.rules().size() + " rules, digest " + set.digest());
        return ExitCode.OK;
    }

    private static ObjectNode describe(ObjectNode node, Rule rule) {
        node.put("rule", rule.id());
        node.put("title", rule.ref().title());
        node.put("severity", rule.severity().wireName());
        node.put("riskScore", rule.riskScore());
        rule.ref().attack().forEach(node.putArray("attack")::add);
        node.put("auditLevel", rule.auditLevel());
        node.put("status", rule.status());
        return node;
    }

    private void table(List<Rule> listed) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(38, 0, Column.Overflow.SPAN),
                new Column(14, 1, Column.Overflow.TRUNCATE),
                new Column(17, 1, Column.Overflow.TRUNCATE),
                new Column(60, 1, Column.Overflow.WRAP));
        table.addRowValues("RULE", "SEVERITY", "AUDIT LEVEL", "TITLE");
        for (Rule rule : listed) {
            table.addRowValues(
                    rule.id(),
                    rule.severity().wireName(),
                    rule.auditLevel(),
                    rule.ref().title());
        }
        out().print(table);
    }
}
