// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.engine.LeafCoverage;
import io.anchorwatch.streamjobs.detection.files.RuleTests;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules test}: runs the cases beside the rules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Runs each rule's tests.yaml; a correlation's cases run over all of their events. Exit status 1 when"
                        + " a case fails, a rule has none, or too few outcomes were seen.")
final class TestCommand extends VerbCommand {

    private static final int ALL = 100;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--coverage",
            description = "Prints each condition whose cases never showed it true, or never false, and the share of"
                    + " outcomes seen. Conditions of rules on single events count.")
    private boolean coverage;

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            description = "The share of outcomes that the cases have to show, 0 to 100; less is a failure.")
    private int minCoverage = -1;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also writes the results as XML in the form of JUnit reports.")
    private @Nullable Path junit;

    @Override
    public Integer call() {
        if (minCoverage > ALL || minCoverage < -1) {
            throw CliException.usage("--min-coverage is a number from 0 to 100", "write, say, --min-coverage 90");
        }
        RuleSet set = rules.load(err());
        Map<String, List<RuleTests.Case>> cases = cases();
        List<CaseResult> results = new ArrayList<>();
        cases.values().stream().flatMap(List::stream).forEach(each -> results.add(run(each, set)));
        Stream.concat(
                        set.rules().stream().map(Rule::id),
                        set.correlations().stream().map(CorrelationRule::id))
                .filter(id -> !cases.containsKey(id))
                .forEach(id -> results.add(CaseResult.missing(id)));
        List<CaseResult> failed =
                results.stream().filter(result -> !result.problem().isEmpty()).toList();
        failed.forEach(result -> out().println("FAIL " + result.line()));
        boolean covered = coverage(set, cases);
        out().println(set.rules().size() + " rules, " + set.correlations().size() + " correlations, "
                + (results.size() - failed.size()) + " cases passed, " + failed.size() + " failed");
        out().flush();
        report(results);
        return failed.isEmpty() && covered && !set.hasErrors() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Map<String, List<RuleTests.Case>> cases() {
        Map<String, List<RuleTests.Case>> cases = new LinkedHashMap<>();
        try {
            for (Path file : rules.folder().tests()) {
                for (RuleTests.Case each : RuleTests.read(file)) {
                    cases.computeIfAbsent(each.rule(), none -> new ArrayList<>())
                            .add(each);
                }
            }
        } catch (IOException unreadable) {
            throw CliException.usage(String.valueOf(unreadable.getMessage()), "mend the test file");
        }
        return cases;
    }

    private static CaseResult run(RuleTests.Case each, RuleSet set) {
        long start = System.nanoTime();
        String problem = each.run(set);
        return new CaseResult(each.rule(), each.name(), problem, System.nanoTime() - start);
    }

    /** Whether enough outcomes were seen. */
    private boolean coverage(RuleSet set, Map<String, List<RuleTests.Case>> cases) {
        if (!coverage && minCoverage < 0) {
            return true;
        }
        int wanted = 0;
        int seen = 0;
        for (Rule rule : set.rules()) {
            LeafCoverage leaves = new LeafCoverage(rule);
            for (RuleTests.Case each : cases.getOrDefault(rule.id(), List.of())) {
                see(leaves, each);
            }
            wanted += leaves.wanted();
            seen += leaves.covered();
            if (coverage) {
                leaves.gaps().forEach(out()::println);
            }
        }
        double percent = wanted == 0 ? ALL : 100.0 * seen / wanted;
        out().println(String.format("%d of %d outcomes of conditions seen: %.1f %%", seen, wanted, percent));
        return percent >= minCoverage;
    }

    private static void see(LeafCoverage leaves, RuleTests.Case each) {
        try {
            leaves.see(each.seen());
        } catch (IOException unreadable) {
            throw new IllegalStateException("cases are written as JSON by the reader", unreadable);
        }
    }

    private void report(List<CaseResult> results) {
        if (junit == null) {
            return;
        }
        try {
            Files.writeString(junit, JunitReport.write(results));
        } catch (IOException unwritable) {
            throw CliException.environment(
                    junit + ": can't be written: " + unwritable.getMessage(), "name a file in an existing folder");
        }
    }
}
