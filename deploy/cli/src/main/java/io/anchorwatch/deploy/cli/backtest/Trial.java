// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.backtest.Suggestion.Scope;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tries exceptions on the history they were made of: what they remove is counted, not guessed.
 *
 * @param suggestions those that removed something
 * @param sideEffects by rule that has no suggestion, how many of its alerts went too: correlations see less then
 * @param unfit rules whose format takes no Sigma filter
 * @param bursts what no exception is made of since it came all at once, a line each
 */
record Trial(
        List<Suggestion> suggestions, SortedMap<String, Long> sideEffects, List<String> unfit, List<String> bursts) {

    static final Trial NONE = new Trial(List.of(), new TreeMap<>(), List.of(), List.of());

    /** Opens the history once more. */
    interface Opener {
        EventReplay open() throws IOException;
    }

    static Trial of(Suggester suggester, RulesOf rules, Noise before, Opener history, PrintWriter err)
            throws IOException {
        List<Scope> scopes = suggester.of(before);
        if (scopes.isEmpty()) {
            return new Trial(List.of(), new TreeMap<>(), List.of(), suggester.bursts());
        }
        RuleSet with;
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-exceptions")) {
            Path file = folder.path().resolve("exceptions.yaml");
            Files.writeString(file, ExceptionWriter.write(scopes));
            with = rules.with(file);
        } catch (CliException unusable) {
            throw new IllegalStateException("the exceptions can't be read", unusable);
        }
        Map<String, String> was = RulesOf.logic(rules.set());
        Map<String, String> is = RulesOf.logic(with);
        List<Scope> fit = new ArrayList<>(scopes);
        fit.removeIf(scope -> String.valueOf(was.get(scope.rule())).equals(is.get(scope.rule())));
        List<String> unfit = scopes.stream()
                .filter(scope -> !fit.contains(scope))
                .map(Scope::rule)
                .distinct()
                .toList();
        Comparison tellings = new Comparison(0);
        RuleRun run = new RuleRun(with, alert -> tellings.told(Side.A, alert));
        try (EventReplay replay = history.open()) {
            History.read("trying exceptions", replay, false, err, run::accept);
        }
        run.finish();
        return new Trial(
                measured(fit, before, run.noise()), sideEffects(fit, before, run.noise()), unfit, suggester.bursts());
    }

    private static List<Suggestion> measured(List<Scope> scopes, Noise before, Noise after) {
        return scopes.stream()
                .map(scope -> new Suggestion(
                        scope,
                        before.alerts(scope.rule(), scope) - after.alerts(scope.rule(), scope),
                        after.alerts(scope.rule()),
                        before.rulesOf(scope.actor()).stream()
                                .filter(rule -> !rule.equals(scope.rule()))
                                .toList()))
                .filter(suggestion -> suggestion.removes() > 0)
                .toList();
    }

    private static SortedMap<String, Long> sideEffects(List<Scope> scopes, Noise before, Noise after) {
        List<String> meant = scopes.stream().map(Scope::rule).toList();
        return before.noisiest().stream()
                .map(Map.Entry::getKey)
                .filter(rule -> !meant.contains(rule) && before.alerts(rule) != after.alerts(rule))
                .collect(Collectors.toMap(
                        rule -> rule,
                        rule -> before.alerts(rule) - after.alerts(rule),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
