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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A rule file or a folder of them. In a folder, {@code tests.yaml} holds test cases, {@code lists.yaml} named lists,
 * and every other {@code .yaml} or {@code .yml} file rules.
 */
public final class RuleFolder {

    private static final String LISTS = "lists.yaml";

    private final List<Path> roots;
    private final List<Path> lists;
    private final List<Path> pipelines;

    /** Rules and lists from the same places. */
    public RuleFolder(List<Path> roots) {
        this(roots, roots);
    }

    /**
     * Rules and lists from different places.
     *
     * @param roots files or folders that hold rules and their tests
     * @param lists files or folders that hold named lists; a later list replaces an earlier one of the same name
     */
    public RuleFolder(List<Path> roots, List<Path> lists) {
        this(roots, lists, List.of());
    }

    private RuleFolder(List<Path> roots, List<Path> lists, List<Path> pipelines) {
        this.roots = List.copyOf(roots);
        this.lists = List.copyOf(lists);
        this.pipelines = List.copyOf(pipelines);
    }

    /** The same with processing pipelines, files in pySigma's format that change rules before the mapping does. */
    public RuleFolder with(List<Path> pipelineFiles) {
        return new RuleFolder(roots, lists, pipelineFiles);
    }

    /**
     * Reads the rules.
     *
     * @throws IOException when a root does not exist or can't be read, or a list file is damaged; says which and why
     */
    public RuleSet rules(FieldMapping mapping) throws IOException {
        return rules(mapping, Set.of());
    }

    /** As {@link #rules(FieldMapping)}, with the known defects of the formats in {@code compat} reproduced. */
    public RuleSet rules(FieldMapping mapping, Set<String> compat) throws IOException {
        List<RuleProblem> unreadable = new ArrayList<>();
        Map<String, String> files = texts(unreadable);
        List<Rule> rules = new ArrayList<>();
        List<CorrelationRule> correlations = new ArrayList<>();
        for (RuleSet read : read(files, mapping, compat)) {
            rules.addAll(read.rules());
            correlations.addAll(read.correlations());
            unreadable.addAll(read.problems());
        }
        return new RuleSet(rules, correlations, noise(), unreadable).linked();
    }

    /**
     * Contents of the rule files by the name under which rules know them; what is no text is left out.
     *
     * @throws IOException when a root does not exist or can't be read; says which and why
     */
    public Map<String, String> texts() throws IOException {
        return texts(new ArrayList<>());
    }

    private Map<String, String> texts(List<RuleProblem> unreadable) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path root : roots) {
            for (Path file : yaml(root)) {
                if (!isAside(file)) {
                    try {
                        files.put(name(root, file), Files.readString(file));
                    } catch (CharacterCodingException binary) {
                        unreadable.add(notText(name(root, file)));
                    }
                }
            }
        }
        return files;
    }

    /** Each format reads its own files together; what no format claims is Sigma. */
    private List<RuleSet> read(Map<String, String> files, FieldMapping mapping, Set<String> compat) throws IOException {
        Map<String, String> rest = new LinkedHashMap<>(files);
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
        read.add(new SigmaReader(mapping, placeholders(), pipelines()).read(rest));
        return read;
    }

    private Map<String, String> pipelines() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : pipelines) {
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + ": no such pipeline file");
            }
            texts.put(file.toString(), Files.readString(file));
        }
        return texts;
    }

    private static RuleProblem notText(String file) {
        return new RuleProblem(RuleProblem.Level.ERROR, file, 0, 0, "not UTF-8 text; save it as UTF-8", "");
    }

    /**
     * The test files.
     *
     * @throws IOException when a root does not exist or can't be read
     */
    public List<Path> tests() throws IOException {
        List<Path> tests = new ArrayList<>();
        for (Path root : roots) {
            for (Path file : yaml(root)) {
                if (fileName(file).equals(RuleTests.FILE)) {
                    tests.add(file);
                }
            }
        }
        return tests;
    }

    private Placeholders placeholders() throws IOException {
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (Path root : lists) {
            for (Path file : yaml(root)) {
                if (fileName(file).equals(LISTS)) {
                    named.putAll(lists(file));
                }
            }
        }
        return new Placeholders(named);
    }

    private Noise noise() throws IOException {
        Noise noise = Noise.standard();
        for (Path root : lists) {
            for (Path file : yaml(root)) {
                if (fileName(file).equals(Noise.FILE)) {
                    noise = noise.replacedBy(Noise.read(file.toString(), Files.readString(file)));
                }
            }
        }
        return noise;
    }

    private static Map<String, List<String>> lists(Path file) throws IOException {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
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

    private static boolean isAside(Path file) {
        return Set.of(RuleTests.FILE, LISTS, Noise.FILE).contains(fileName(file));
    }

    private static List<Path> yaml(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new IOException(root + ": no such file or folder");
        }
        if (!Files.isDirectory(root)) {
            return List.of(root);
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> fileName(file).matches(".*\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static String name(Path root, Path file) {
        return root.equals(file)
                ? root.toString()
                : root.resolve(root.relativize(file)).toString();
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
