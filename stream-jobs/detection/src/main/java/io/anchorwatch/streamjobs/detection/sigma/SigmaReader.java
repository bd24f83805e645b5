// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads rule files. A rule that cannot be honoured exactly is refused with its place; the others go on. */
public final class SigmaReader {

    private final FieldMapping mapping;
    private final Placeholders placeholders;
    private final List<DocumentKind> kinds;

    private final Map<String, String> pipelines;

    public SigmaReader(FieldMapping mapping, Placeholders placeholders) {
        this(mapping, placeholders, Map.of());
    }

    /**
     * With processing pipelines in pySigma's format, which change rules before {@code mapping} does.
     *
     * @param pipelines content by name. One that can't be honoured exactly refuses all rules: without it they would mean
     *     something else
     */
    public SigmaReader(FieldMapping mapping, Placeholders placeholders, Map<String, String> pipelines) {
        this.pipelines = new LinkedHashMap<>(pipelines);
        this.mapping = mapping;
        this.placeholders = placeholders;
        Languages languages = new Languages();
        this.kinds = List.of(
                new CorrelationDocument(mapping),
                new FilterDocument(languages, placeholders),
                new EventRuleDocument(languages));
    }

    /** Reads every file: content by name, the name being what problems are reported under. Never throws for bad text. */
    public RuleSet read(Map<String, String> files) {
        List<RuleProblem> problems = new ArrayList<>();
        List<Pipeline> ordered = pipelines(problems);
        if (ordered.size() < pipelines.size()) {
            return new RuleSet(List.of(), problems);
        }
        Documents documents = new Documents();
        files.forEach((file, text) -> readFile(file, text, documents, problems));
        Filter.apply(documents.filters(), documents.rules());
        RuleCompiler compiler = new RuleCompiler(mapping, placeholders);
        List<Rule> rules = new ArrayList<>();
        for (EventRule rule : documents.rules()) {
            YamlFile.guarded(
                    rule.place().log(),
                    read -> {
                        PipelineRun run = new PipelineRun(read);
                        for (Pipeline pipeline : ordered) {
                            pipeline.apply(run);
                        }
                        rules.add(compiler.compile(read));
                    },
                    rule);
        }
        return new RuleSet(rules, documents.correlations(), problems);
    }

    private List<Pipeline> pipelines(List<RuleProblem> problems) {
        List<Pipeline> read = new ArrayList<>();
        pipelines.forEach((file, text) -> {
            ProblemLog log = new ProblemLog(file, text, problems);
            List<Pipeline> found = new ArrayList<>();
            YamlFile.read(text, log, document -> found.add(Pipeline.read(document, log)));
            if (found.size() > 1) {
                log.error(-1, 0, "a file holds one pipeline");
            } else {
                read.addAll(found);
            }
        });
        read.sort(Comparator.comparingInt(Pipeline::priority));
        return read;
    }

    private void readFile(String file, String text, Documents into, List<RuleProblem> problems) {
        ProblemLog log = new ProblemLog(file, text, problems);
        DocumentActions actions = new DocumentActions();
        YamlFile.read(text, log, document -> {
            Optional<Node> whole = actions.next(document, log);
            if (whole.isPresent()) {
                read(whole.get(), log, into);
            }
        });
    }

    private void read(Node document, ProblemLog log, Documents into) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(document, "a rule");
        for (DocumentKind kind : kinds) {
            if (kind.claims(entries)) {
                kind.read(document, entries, log, into);
                return;
            }
        }
    }
}
