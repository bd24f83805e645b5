// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.CompatConverter;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.falco.FalcoFormat;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport.Outcome;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport.RuleResult;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch rules import falco}: what becomes of rules that were written for Falco. */
@Command(
        name = "falco",
        mixinStandardHelpOptions = true,
        description = "Tells what becomes of each rule in Falco's files for k8s_audit: loaded, or refused and why."
                + " Nothing is written: --rules takes such files as they are. Exit status 1 when any was refused"
                + " or none was loaded.")
final class ImportFalcoCommand extends VerbCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Rule files, in the order in which later ones change earlier ones.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--compat",
            paramLabel = "falco",
            description = "Reproduces Falco's known defects.",
            converter = CompatConverter.class)
    private List<String> compat = new ArrayList<>();

    @Option(names = "-o", paramLabel = "table|ndjson", description = "Output format. Default: table.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() throws JsonProcessingException {
        FalcoReport report = new FalcoFormat().report(texts(), Set.copyOf(compat));
        report.problems().forEach(problem -> err().println(problem.render()));
        if (output == OutputFormat.NDJSON) {
            ObjectMapper json = new ObjectMapper();
            for (RuleResult each : report.rules()) {
                out().println(json.writeValueAsString(describe(json.createObjectNode(), each)));
            }
        } else {
            table(report);
        }
        long loaded = count(report, Outcome.LOADED);
        err().println(loaded + " rules loaded, " + count(report, Outcome.REFUSED) + " refused, "
                + count(report, Outcome.SKIPPED) + " skipped, " + count(report, Outcome.DISABLED) + " disabled");
        return loaded > 0 && !report.hasRefusals() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                texts.put(file.toString(), Files.readString(file));
            } catch (IOException unreadable) {
                throw CliException.environment(
                        file + ": can't be read as UTF-8 text: " + unreadable.getMessage(),
                        "check the path and the file");
            }
        }
        return texts;
    }

    private static long count(FalcoReport report, Outcome outcome) {
        return report.rules().stream().filter(each -> each.outcome() == outcome).count();
    }

    private static String wireName(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode describe(ObjectNode node, RuleResult each) {
        node.put("name", each.name());
        node.put("file", each.file());
        node.put("line", each.line());
        node.put("outcome", wireName(each.outcome()));
        node.put("reason", each.reason());
        @Nullable Rule rule = each.rule();
        if (rule != null) {
            node.put("rule", rule.id());
            node.put("severity", rule.severity().wireName());
            node.put("auditLevel", rule.auditLevel());
        }
        each.tags().forEach(node.putArray("tags")::add);
        each.neverThere().forEach(node.putArray("neverThere")::add);
        return node;
    }

    private void table(FalcoReport report) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(10, 0, Column.Overflow.TRUNCATE),
                new Column(46, 1, Column.Overflow.SPAN),
                new Column(14, 1, Column.Overflow.TRUNCATE),
                new Column(17, 1, Column.Overflow.TRUNCATE),
                new Column(60, 1, Column.Overflow.WRAP));
        table.addRowValues("OUTCOME", "RULE", "SEVERITY", "AUDIT LEVEL", "REASON, OR FIELDS THAT ARE NEVER THERE");
        for (RuleResult each : report.rules()) {
            @Nullable Rule rule = each.rule();
            table.addRowValues(
                    wireName(each.outcome()),
                    rule == null ? each.name() : rule.id(),
                    rule == null ? "" : rule.severity().wireName(),
                    rule == null ? "" : rule.auditLevel(),
                    each.reason().isEmpty() ? String.join(", ", each.neverThere()) : each.reason());
        }
        out().print(table);
    }
}
