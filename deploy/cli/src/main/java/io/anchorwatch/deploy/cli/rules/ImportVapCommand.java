// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.language.RuleFormat;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch rules import vap}: which policies are honoured, which not and why. */
@Command(
        name = "vap",
        mixinStandardHelpOptions = true,
        description = {
            "Reads ValidatingAdmissionPolicies with their bindings, parameters and Namespaces, and shows the rules that"
                    + " they become. To use them, name the same files with --rules. Exit status 1 when one is refused."
        })
final class ImportVapCommand extends VerbCommand {

    @Option(names = "-o", paramLabel = "table|ndjson", description = "Output format. Default: table.")
    private OutputFormat output = OutputFormat.TABLE;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Manifests, YAML or JSON; a List counts as its items.")
    private List<Path> files = new ArrayList<>();

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() throws JsonProcessingException {
        RuleFormat format = ServiceLoader.load(RuleFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("vap"))
                .findFirst()
                .orElseThrow(
                        () -> CliException.environment("the CEL module is not on the class path", "install again"));
        RuleSet set = format.read(contents(), Set.of());
        long refused = set.problems().stream().filter(RuleProblem::isError).count();
        for (Rule rule : set.rules()) {
            out().println(output == OutputFormat.NDJSON ? json.writeValueAsString(loaded(rule)) : line(rule));
        }
        for (RuleProblem problem : set.problems()) {
            if (output == OutputFormat.NDJSON) {
                out().println(json.writeValueAsString(problem(problem)));
            } else {
                out().println(problem.render());
            }
        }
        out().flush();
        err().println(set.rules().size() + " rules, " + refused + " refused, "
                + (set.problems().size() - refused) + " warnings");
        return refused == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                contents.put(file.toString(), Files.readString(file));
            } catch (IOException unreadable) {
                throw CliException.environment(
                        "a manifest can't be read: " + unreadable.getMessage(), "name an existing UTF-8 text file");
            }
        }
        return contents;
    }

    private static String line(Rule rule) {
        return String.format(
                "%-44s %-8s %-16s %s", rule.id(), rule.severity().wireName(), rule.auditLevel(), rule.file());
    }

    private ObjectNode loaded(Rule rule) {
        ObjectNode node = json.createObjectNode();
        node.put("status", "loaded");
        node.put("rule", rule.id());
        node.put("title", rule.ref().title());
        node.put("severity", rule.severity().wireName());
        node.put("auditLevel", rule.auditLevel());
        return node.put("file", rule.file());
    }

    private ObjectNode problem(RuleProblem problem) {
        ObjectNode node = json.createObjectNode();
        node.put("status", problem.isError() ? "refused" : "warning");
        node.put("file", problem.file());
        node.put("line", problem.line());
        node.put("column", problem.column());
        return node.put("message", problem.message());
    }
}
