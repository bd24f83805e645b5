// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.engine.Explainer;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch rules explain}: why an event does or does not match. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows for one event why rules match it or not: each clause with its verdict, the value seen and the value"
                    + " wanted. Without --rule, the rules that match and the nearest misses. Exit status 1 when no rule"
                    + " that was asked for matches."
        })
final class ExplainCommand extends VerbCommand {

    /** How it is printed. */
    enum Output {
        TEXT,
        NDJSON
    }

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private EventChoice choice = new EventChoice();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "A rule or correlation to explain, by its name or id; may be given several times.")
    private List<String> asked = new ArrayList<>();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Without --rule: how many of the nearest misses to show. Default: 3.")
    private int top = 3;

    @Option(
            names = "--format",
            paramLabel = "audit|json",
            description = "audit: Kubernetes audit events, with the derived fields; json: any record. Default: audit.")
    private MatchCommand.Format format = MatchCommand.Format.AUDIT;

    @Option(names = "-o", paramLabel = "text|ndjson", description = "Output format. Default: text.")
    private Output output = Output.TEXT;

    @Parameters(paramLabel = "FILE", description = "NDJSON, plain, .gz or .zst; - for standard input.")
    private Path file = Path.of("-");

    @Override
    public Integer call() throws JsonProcessingException {
        boolean audit = format == MatchCommand.Format.AUDIT;
        RuleSet set = rules.load(err(), audit ? RuleOptions.Mapping.K8S_AUDIT : RuleOptions.Mapping.NONE);
        EventChoice.Chosen chosen = choice.find(file);
        if (chosen.others() > 0) {
            err().println("note: " + chosen.others() + " more lines fit; explaining line " + chosen.line());
        }
        Explainer explainer = audit ? Explainer.audit() : Explainer.json();
        EventView event = event(explainer, chosen);
        List<RuleExplanation> explained = new ArrayList<>();
        for (Rule rule : audit ? set.servedBy(LogSource.KUBERNETES_AUDIT) : set.rules()) {
            explained.add(new RuleExplanation(
                    rule,
                    explainer.explain(rule, event),
                    explainer.ruledOutBy(rule, event).orElse("")));
        }
        List<CorrelationExplanation> correlations = correlations(set, explained);
        check(set);
        ExplanationPrinter printer = new ExplanationPrinter(out(), chosen.line());
        List<RuleExplanation> shown = shown(explained);
        for (RuleExplanation each : shown) {
            printer.print(each, output == Output.NDJSON);
        }
        for (CorrelationExplanation each : correlations) {
            printer.print(each, output == Output.NDJSON);
        }
        out().flush();
        boolean matched = shown.stream().anyMatch(each -> each.why().holds())
                || correlations.stream().anyMatch(each -> !each.matched().isEmpty());
        return matched ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private EventView event(Explainer explainer, EventChoice.Chosen chosen) {
        try {
            return explainer.read(chosen.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException noJson) {
            throw CliException.usage(
                    file + ":" + chosen.line() + ": "
                            + (format == MatchCommand.Format.AUDIT ? "no JSON object" : "no JSON"),
                    "choose a line that holds one JSON value");
        }
    }

    /** Rules asked for; else those that match, then the nearest misses. */
    private List<RuleExplanation> shown(List<RuleExplanation> explained) {
        if (!asked.isEmpty()) {
            return explained.stream()
                    .filter(each -> each.rule().names().stream().anyMatch(asked::contains))
                    .toList();
        }
        List<RuleExplanation> shown = new ArrayList<>(
                explained.stream().filter(each -> each.why().holds()).toList());
        explained.stream()
                .filter(each -> !each.why().holds())
                .sorted(Comparator.comparingDouble(
                                (RuleExplanation each) -> -each.why().closeness())
                        .thenComparing(each -> each.rule().id()))
                .limit(Math.max(0, top))
                .forEach(shown::add);
        return shown;
    }

    /** Correlations asked for; else those whose rules the event matches. */
    private List<CorrelationExplanation> correlations(RuleSet set, List<RuleExplanation> explained) {
        Set<String> matching = new TreeSet<>();
        explained.stream()
                .filter(each -> each.why().holds())
                .forEach(each -> matching.add(each.rule().id()));
        List<CorrelationExplanation> all = new ArrayList<>();
        for (CorrelationRule rule : set.correlations()) {
            List<String> matched =
                    rule.rules().stream().filter(matching::contains).toList();
            boolean wanted =
                    asked.isEmpty() ? !matched.isEmpty() : rule.names().stream().anyMatch(asked::contains);
            if (wanted) {
                all.add(new CorrelationExplanation(rule, matched));
            }
        }
        return all;
    }

    private void check(RuleSet set) {
        for (String name : asked) {
            boolean known = set.rules().stream().anyMatch(rule -> rule.names().contains(name))
                    || set.correlations().stream().anyMatch(rule -> rule.names().contains(name));
            if (!known) {
                throw CliException.usage(
                        "there is no usable rule '" + name + "'", "see 'anchorwatch rules list' for their names");
            }
        }
    }
}
