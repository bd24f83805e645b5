// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
        return contents().rules(mapping, compat);
    }

    /**
     * Contents of the rule files by the name under which rules know them; what is no text is left out.
     *
     * @throws IOException when a root does not exist or can't be read; says which and why
     */
    public Map<String, String> texts() throws IOException {
        return texts(new ArrayList<>());
    }

    /**
     * Everything that rules are made of, to be read elsewhere.
     *
     * @throws IOException when a root or pipeline file does not exist or can't be read; says which and why
     */
    public RuleContents contents() throws IOException {
        List<RuleProblem> unreadable = new ArrayList<>();
        Map<String, String> files = texts(unreadable);
        return new RuleContents(files, named(LISTS), named(Noise.FILE), pipelines(), unreadable);
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

    static RuleProblem notText(String file) {
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

    /** The files of that name among those that hold lists. */
    private Map<String, String> named(String name) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path root : lists) {
            for (Path file : yaml(root)) {
                if (fileName(file).equals(name)) {
                    texts.put(file.toString(), Files.readString(file));
                }
            }
        }
        return texts;
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
