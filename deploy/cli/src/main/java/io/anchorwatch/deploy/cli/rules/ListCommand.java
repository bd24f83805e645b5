// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules list}: the catalogue. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the rules that are in force: those on single events, then the correlations.")
final class ListCommand extends VerbCommand {

    private static final String EVENT = "event";

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
            for (CorrelationRule rule : set.correlations()) {
                out().println(json.writeValueAsString(describe(json.createObjectNode(), rule)));
            }
        } else {
            table(set);
        }
        err().println(set.rules().size() + " rules, " + set.correlations().size() + " correlations, digest "
                + set.digest());
        return ExitCode.OK;
    }

    private static ObjectNode describe(ObjectNode node, Alert.RuleRef ref, String kind, Severity severity, int risk) {
        node.put("rule", ref.id());
        node.put("kind", kind);
        node.put("title", ref.title());
        node.put("severity", severity.wireName());
        node.put("riskScore", risk);
        ref.attack().forEach(node.putArray("attack")::add);
        return node;
    }

    private static ObjectNode describe(ObjectNode node, CorrelationRule rule) {
        describe(node, rule.ref(), rule.type().sigmaName(), rule.severity(), rule.riskScore());
        node.put("timespan", rule.span().toString());
        rule.rules().forEach(node.putArray("rules")::add);
        return node;
    }

    private static ObjectNode describe(ObjectNode node, Rule rule) {
        describe(node, rule.ref(), EVENT, rule.severity(), rule.riskScore());
        node.put("auditLevel", rule.auditLevel());
        node.put("status", rule.status());
        return node;
    }

    private void table(RuleSet set) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(38, 0, Column.Overflow.SPAN),
                new Column(17, 1, Column.Overflow.TRUNCATE),
                new Column(14, 1, Column.Overflow.TRUNCATE),
                new Column(17, 1, Column.Overflow.TRUNCATE),
                new Column(60, 1, Column.Overflow.WRAP));
        table.addRowValues("RULE", "KIND", "SEVERITY", "AUDIT LEVEL", "TITLE");
        for (Rule rule : set.rules()) {
            table.addRowValues(
                    rule.id(),
                    EVENT,
                    rule.severity().wireName(),
                    rule.auditLevel(),
                    rule.ref().title());
        }
        for (CorrelationRule rule : set.correlations()) {
            table.addRowValues(
                    rule.id(),
                    rule.type().sigmaName(),
                    rule.severity().wireName(),
                    "",
                    rule.ref().title());
        }
        out().print(table);
    }
}
