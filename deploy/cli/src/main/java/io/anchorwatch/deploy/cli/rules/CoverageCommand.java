// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch coverage}: which techniques the rules know. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Shows which ATT&CK techniques the rules name, as a table by tactic or as a layer for the ATT&CK"
                + " Navigator. Correlations count too.")
public final class CoverageCommand extends VerbCommand {

    /** How it is shown. */
    enum Format {
        LAYER,
        TABLE
    }

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "-o",
            paramLabel = "layer|table",
            description = "layer: JSON for the Navigator, format 4.5; table. Default: table.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() throws JsonProcessingException {
        RuleSet set = rules.load(err());
        List<Alert.RuleRef> refs = Stream.concat(
                        set.servedBy(LogSource.KUBERNETES_AUDIT).stream().map(Rule::ref),
                        set.correlations().stream().map(CorrelationRule::ref))
                .toList();
        Map<String, List<String>> byTechnique = new TreeMap<>();
        for (Alert.RuleRef ref : refs) {
            ref.attack().stream()
                    .distinct()
                    .forEach(technique -> byTechnique
                            .computeIfAbsent(technique, none -> new ArrayList<>())
                            .add(ref.id()));
        }
        if (output == Format.LAYER) {
            out().println(new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(NavigatorLayer.of(byTechnique)));
        } else {
            table(byTechnique);
        }
        out().flush();
        long untagged = refs.stream().filter(ref -> ref.attack().isEmpty()).count();
        err().println(refs.size() + " rules name " + byTechnique.size() + " techniques"
                + (untagged > 0 ? "; " + untagged + " name none" : ""));
        return ExitCode.OK;
    }

    private void table(Map<String, List<String>> byTechnique) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(22, 0, Column.Overflow.TRUNCATE),
                new Column(12, 1, Column.Overflow.TRUNCATE),
                new Column(7, 1, Column.Overflow.TRUNCATE),
                new Column(80, 1, Column.Overflow.WRAP));
        table.addRowValues("TACTIC", "TECHNIQUE", "RULES", "NAMES");
        for (String tactic : Techniques.TACTICS) {
            byTechnique.forEach((technique, names) -> {
                if (Techniques.tactics(technique).contains(tactic)) {
                    table.addRowValues(tactic, technique, Integer.toString(names.size()), String.join(", ", names));
                }
            });
        }
        out().print(table);
    }
}
