// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.language.RuleFormat;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What rules are made of: contents of files, by name, in order.
 *
 * @param rules files of rules
 * @param lists files of named lists; a later list replaces an earlier one of the same name
 * @param noise files that say which changes of objects mean nothing
 * @param pipelines pySigma's pipelines, which change rules before the mapping does
 * @param unreadable files that are no text
 */
public record RuleContents(
        Map<String, String> rules,
        Map<String, String> lists,
        Map<String, String> noise,
        Map<String, String> pipelines,
        List<RuleProblem> unreadable) {

    public RuleContents {
        rules = ordered(rules);
        lists = ordered(lists);
        noise = ordered(noise);
        pipelines = ordered(pipelines);
        unreadable = List.copyOf(unreadable);
    }

    private static Map<String, String> ordered(Map<String, String> texts) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /**
     * Reads and links the rules, with the known defects of the formats in {@code compat} reproduced.
     *
     * @throws IOException when a file of lists or noise is damaged; says which and why
     */
    public RuleSet rules(FieldMapping mapping, Set<String> compat) throws IOException {
        List<RuleProblem> problems = new ArrayList<>(unreadable);
        List<Rule> single = new ArrayList<>();
        List<CorrelationRule> correlations = new ArrayList<>();
        for (RuleSet read : read(mapping, compat)) {
            single.addAll(read.rules());
            correlations.addAll(read.correlations());
            problems.addAll(read.problems());
        }
        return new RuleSet(single, correlations, readNoise(), problems).linked();
    }

    /** Each format reads its own files together; what no format claims is Sigma. */
    private List<RuleSet> read(FieldMapping mapping, Set<String> compat) throws IOException {
        Map<String, String> rest = new LinkedHashMap<>(rules);
        List<RuleSet> read = new ArrayList<>();
        for (RuleFormat format : ServiceLoader.load(RuleFormat.class)) {
            Map<String, String> claimed = new LinkedHashMap<>();
            rest.forEach((name, text) -> {
                if (format.claims(text)) {
                    claimed.put(name, text);
                }
            });
            if (!claimed.isEmpty()) {
                rest.keySet().removeAll(claimed.keySet());
                read.add(format.read(claimed, compat));
            }
        }
        read.add(new SigmaReader(mapping, placeholders(), pipelines).read(rest));
        return read;
    }

    private Placeholders placeholders() throws IOException {
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : lists.entrySet()) {
            named.putAll(lists(file.getKey(), file.getValue()));
        }
        return new Placeholders(named);
    }

    private Noise readNoise() throws IOException {
        Noise all = Noise.standard();
        for (Map.Entry<String, String> file : noise.entrySet()) {
            all = all.replacedBy(Noise.read(file.getKey(), file.getValue()));
        }
        return all;
    }

    private static Map<String, List<String>> lists(String file, String text) throws IOException {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            Map<String, List<String>> lists = new LinkedHashMap<>();
            ((Map<?, ?>) loaded)
                    .forEach((name, values) -> lists.put(
                            String.valueOf(name),
                            ((List<?>) values).stream().map(String::valueOf).toList()));
            return lists;
        } catch (YAMLException | ClassCastException | NullPointerException invalid) {
            throw new IOException(file + ": must be a mapping of list names to lists of texts", invalid);
        }
    }
}
