// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose rules. */
public final class RuleOptions {

    /** Ways to read the field names of rules. */
    public enum Mapping {
        K8S_AUDIT,
        NONE
    }

    private static final String SHIPPED = "shipped";

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "A rule file or a folder of them, or 'shipped' for the shipped rules; may be given several"
                    + " times. Default: shipped. The shipped lists are known to all; a lists.yaml of your own"
                    + " replaces those of the same name.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--mapping",
            paramLabel = "k8s_audit|none",
            description = "How bare field names are read. Default: k8s_audit for audit events, none for other records.",
            converter = MappingConverter.class)
    private @Nullable Mapping mapping;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A Sigma processing pipeline that makes rules fit the events; may be given several times."
                    + " Works before --mapping.")
    private List<Path> pipelines = new ArrayList<>();

    @Option(
            names = "--compat",
            paramLabel = "falco",
            description = "Reproduces the known defects of that program for rules in its format, see"
                    + " stream-jobs/detection/FALCO.md. Default: rules do what their authors meant.",
            converter = CompatConverter.class)
    private List<String> compat = new ArrayList<>();

    /** As if the paths had been given; none for the shipped rules. */
    public static RuleOptions of(List<Path> paths) {
        return of(paths, List.of(), List.of());
    }

    /** As if the options had been given. */
    public static RuleOptions of(List<Path> paths, List<Path> pipelines, List<String> compat) {
        RuleOptions options = new RuleOptions();
        options.paths = new ArrayList<>(paths);
        options.pipelines = new ArrayList<>(pipelines);
        options.compat = new ArrayList<>(compat);
        return options;
    }

    /** The folders and files to read. */
    public RuleFolder folder() {
        return folder(paths).with(pipelines);
    }

    /** The rules at {@code paths}, the shipped ones when there are none or where {@code shipped} stands for them. */
    public static RuleFolder folder(List<Path> paths) {
        Path shipped = ShippedRules.folder();
        List<Path> roots = paths.isEmpty()
                ? List.of(shipped)
                : paths.stream()
                        .map(path -> path.equals(Path.of(SHIPPED)) ? shipped : path)
                        .toList();
        List<Path> lists = new ArrayList<>(List.of(shipped));
        lists.addAll(roots);
        return new RuleFolder(roots, lists);
    }

    /** Reads the rules for audit events; refused rules are told on {@code err}. */
    public RuleSet load(PrintWriter err) {
        return load(err, Mapping.K8S_AUDIT);
    }

    /** Reads the rules, mapped as asked or as {@code defaultMapping}; refused rules are told on {@code err}. */
    public RuleSet load(PrintWriter err, Mapping defaultMapping) {
        return usable(bundle(defaultMapping), err);
    }

    /** The same ways to read other paths. */
    public RuleOptions at(List<Path> otherPaths) {
        RuleOptions options = of(otherPaths, pipelines, compat);
        options.mapping = mapping;
        return options;
    }

    /** The rules as they travel. */
    public RuleBundle bundle(Mapping defaultMapping) {
        try {
            return new RuleBundle(folder().contents(), fields(defaultMapping) != FieldMapping.NONE, Set.copyOf(compat));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Reads the rules of a bundle; refused rules are told on {@code err}. */
    public RuleSet usable(RuleBundle bundle, PrintWriter err) {
        RuleSet rules;
        try {
            rules = bundle.load();
        } catch (UncheckedIOException damaged) {
            throw unreadable(new IOException(damaged.getMessage(), damaged));
        }
        rules.problems().forEach(problem -> err.println(problem.render()));
        if (rules.rules().isEmpty()) {
            throw CliException.usage(
                    "there is no usable rule",
                    "see the problems above, or leave out the paths to use the shipped rules");
        }
        return rules;
    }

    /** How field names are read: as asked, or as {@code defaultMapping}. */
    public FieldMapping fields(Mapping defaultMapping) {
        Mapping chosen = mapping == null ? defaultMapping : mapping;
        return chosen == Mapping.NONE ? FieldMapping.NONE : new KubernetesAuditMapping();
    }

    /** Reads the rules and tells nothing. */
    public RuleSet read(Mapping defaultMapping) {
        try {
            return folder().rules(fields(defaultMapping), Set.copyOf(compat));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static CliException unreadable(IOException unreadable) {
        return CliException.environment(
                "rules can't be read: " + unreadable.getMessage(), "name an existing file or folder");
    }
}
