// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.detection.language.RuleFormat;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes manifests as rules: policies with their bindings, parameters and namespaces. */
public final class VapFormat implements RuleFormat {

    private static final String POLICY = "ValidatingAdmissionPolicy";
    private static final String BINDING = "ValidatingAdmissionPolicyBinding";

    /** A manifest has both keys, in any order and notation. */
    private static final Pattern API_VERSION = Pattern.compile("(?m)(^|[{,])[ \\t]*\"?apiVersion\"?[ \\t]*:");

    private static final Pattern KIND = Pattern.compile("(?m)(^|[{,])[ \\t]*\"?kind\"?[ \\t]*:");

    private static final Pattern SIGMA = Pattern.compile("(?m)^(detection|correlation)[ \\t]*:");

    @Override
    public String name() {
        return "vap";
    }

    @Override
    public boolean claims(String text) {
        return !SIGMA.matcher(text).find()
                && API_VERSION.matcher(text).find()
                && KIND.matcher(text).find();
    }

    @Override
    public RuleSet read(Map<String, String> files, Set<String> compat) {
        List<ManifestFile> read = new ArrayList<>();
        List<Manifest> all = new ArrayList<>();
        files.forEach((name, text) -> {
            ManifestFile file = new ManifestFile(name, text);
            read.add(file);
            all.addAll(Manifests.read(file, text));
        });
        List<Rule> rules = rules(all);
        List<RuleProblem> problems = new ArrayList<>();
        read.forEach(file -> problems.addAll(file.problems()));
        return new RuleSet(rules, problems);
    }

    private static List<Rule> rules(List<Manifest> all) {
        Map<String, List<Binding>> bindings = bindings(all);
        Map<String, Manifest> seen = new HashMap<>();
        List<Rule> rules = new ArrayList<>();
        PolicyRules maker = new PolicyRules(all);
        for (Manifest manifest : all) {
            if (!manifest.isOf(POLICY)) {
                continue;
            }
            List<Binding> bound = bindings.getOrDefault(manifest.name(), List.of());
            @Nullable Manifest first = seen.putIfAbsent(manifest.name(), manifest);
            try {
                if (first != null) {
                    throw new ManifestException(
                            manifest.node(),
                            "policy '" + manifest.name() + "' stands in "
                                    + first.file().name() + " already");
                }
                Policy policy = new PolicyParser(manifest).parse();
                if (bound.isEmpty()) {
                    manifest.file()
                            .warning(
                                    Place.of(manifest.node()),
                                    "policy '" + manifest.name()
                                            + "' is not bound, so it rests, as in a cluster; add a " + BINDING);
                }
                for (Binding binding : bound) {
                    rules.add(maker.rule(policy, binding, bound.size() == 1));
                }
            } catch (ManifestException refused) {
                manifest.file().error(refused.place(), String.valueOf(refused.getMessage()));
            }
        }
        bindings.forEach((policy, bound) -> {
            if (!seen.containsKey(policy)) {
                bound.forEach(each -> each.manifest()
                        .file()
                        .error(
                                Place.of(each.manifest().node()),
                                "binding '" + each.manifest().name() + "' names policy '" + policy
                                        + "', which is not here"));
            }
        });
        return rules;
    }

    private static Map<String, List<Binding>> bindings(List<Manifest> all) {
        Map<String, List<Binding>> byPolicy = new LinkedHashMap<>();
        for (Manifest manifest : all) {
            if (manifest.isOf(BINDING)) {
                try {
                    Binding binding = Binding.parse(manifest);
                    byPolicy.computeIfAbsent(binding.policy(), unused -> new ArrayList<>())
                            .add(binding);
                } catch (ManifestException refused) {
                    manifest.file().error(refused.place(), String.valueOf(refused.getMessage()));
                }
            }
        }
        return byPolicy;
    }
}
