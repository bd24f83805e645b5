// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads rule files. A rule that cannot be honoured exactly is refused with its place; the others go on. */
public final class SigmaReader {

    private static final int MAX_FILE_CHARS = 3 << 20;

    private final FieldMapping mapping;
    private final Placeholders placeholders;

    public SigmaReader(FieldMapping mapping, Placeholders placeholders) {
        this.mapping = mapping;
        this.placeholders = placeholders;
    }

    /** Reads every file: content by name, the name being what problems are reported under. Never throws for bad text. */
    public RuleSet read(Map<String, String> files) {
        List<Rule> rules = new ArrayList<>();
        List<CorrelationRule> correlations = new ArrayList<>();
        List<RuleProblem> problems = new ArrayList<>();
        files.forEach((file, text) -> readFile(file, text, rules, correlations, problems));
        return new RuleSet(rules, correlations, problems);
    }

    private void readFile(
            String file,
            String text,
            List<Rule> rules,
            List<CorrelationRule> correlations,
            List<RuleProblem> problems) {
        ProblemLog log = new ProblemLog(file, text, problems);
        Iterator<Node> documents = yaml().composeAll(new StringReader(text)).iterator();
        try {
            int found = 0;
            while (documents.hasNext()) {
                Node document = documents.next();
                if (isEmpty(document)) {
                    continue;
                }
                found++;
                read(document, log, rules, correlations);
            }
            if (found == 0) {
                log.error(-1, 0, "the file holds no rule");
            }
        } catch (MarkedYAMLException invalid) {
            @Nullable Mark mark = invalid.getProblemMark();
            log.error(
                    mark == null ? -1 : mark.getLine(),
                    mark == null ? 0 : mark.getColumn(),
                    "not valid YAML: " + invalid.getProblem());
        } catch (YAMLException invalid) {
            log.error(-1, 0, "not valid YAML: " + firstLine(invalid));
        } catch (StackOverflowError tooDeep) {
            log.error(-1, 0, "nested too deep to be a rule");
        }
    }

    /** What a {@code ---} at the start or the end of a file leaves. */
    private static boolean isEmpty(Node document) {
        return document instanceof ScalarNode text && text.getValue().isEmpty() && YamlNodes.isNull(text);
    }

    private void read(Node document, ProblemLog log, List<Rule> rules, List<CorrelationRule> correlations) {
        try {
            if (YamlNodes.mapping(document, "a rule").containsKey("correlation")) {
                correlations.add(new CorrelationParser(mapping, log).parse(document));
            } else {
                rules.add(new RuleParser(mapping, placeholders, log).parse(document));
            }
        } catch (RuleSyntaxException refused) {
            log.error(refused.line(), refused.column(), String.valueOf(refused.getMessage()));
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE_CHARS);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(50);
        options.setAllowRecursiveKeys(false);
        return new Yaml(options);
    }

    private static String firstLine(Exception problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
