// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch rules match}: which rules match which lines. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "Prints {line, rule, title} for each rule that matches a line of NDJSON. Needs no broker.")
final class MatchCommand extends VerbCommand {

    /** How lines are read. */
    enum Format {
        AUDIT,
        JSON
    }

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--format",
            paramLabel = "audit|json",
            description = "audit: Kubernetes audit events, with the derived fields; json: any record. Default: audit.")
    private Format format = Format.AUDIT;

    @Parameters(paramLabel = "FILE", description = "NDJSON, plain, .gz or .zst; - for standard input.")
    private Path file = Path.of("-");

    private final ObjectMapper json = new ObjectMapper();
    private final RuleFailures failures = new RuleFailures();
    private int badLines;

    @Override
    public Integer call() {
        PrintWriter out = out();
        RuleOptions.Mapping mapping = format == Format.AUDIT ? RuleOptions.Mapping.K8S_AUDIT : RuleOptions.Mapping.NONE;
        RuleSet set = rules.load(err(), mapping);
        RuleMatcher matcher = format == Format.AUDIT ? RuleMatcher.audit(set) : RuleMatcher.json(set);
        tellResting(set);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Inputs.open(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    match(matcher, number, line, out);
                }
            }
        } catch (IOException broken) {
            throw CliException.environment(file + ": " + broken.getMessage(), "check that the file is complete");
        }
        out.flush();
        failures.tell(err());
        return badLines == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void tellResting(RuleSet set) {
        int resting =
                set.rules().size() - set.servedBy(LogSource.KUBERNETES_AUDIT).size();
        if (format == Format.AUDIT && resting > 0) {
            err().println("note: " + resting + " of " + set.rules().size()
                    + " rules are written for another log source and rest; --format json runs all");
        }
    }

    private void match(RuleMatcher matcher, long number, String line, PrintWriter out) throws IOException {
        try {
            for (Rule rule : matcher.match(line.getBytes(StandardCharsets.UTF_8), failures::add)) {
                ObjectNode match = json.createObjectNode();
                match.put("line", number);
                match.put("rule", rule.id());
                match.put("title", rule.ref().title());
                out.println(json.writeValueAsString(match));
            }
        } catch (JsonProcessingException invalid) {
            badLines++;
            err().println(file + ":" + number + ": not JSON; the line is left out");
        }
    }
}
