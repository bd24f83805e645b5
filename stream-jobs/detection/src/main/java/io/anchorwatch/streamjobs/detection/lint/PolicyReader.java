// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.lint.AuditPolicy.PolicyRule;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy.Resources;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads an audit policy; what an API server would refuse, or what is not known here, is refused with its line. */
final class PolicyReader {

    private static final Set<String> POLICY =
            Set.of("apiVersion", "kind", "metadata", "rules", "omitStages", "omitManagedFields");
    private static final Set<String> RULE = Set.of(
            "level",
            "users",
            "userGroups",
            "verbs",
            "resources",
            "namespaces",
            "nonResourceURLs",
            "omitStages",
            "omitManagedFields");
    private static final Set<String> RESOURCES = Set.of("group", "resources", "resourceNames");
    private static final Set<String> STAGES = Set.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic");

    private final String file;

    private PolicyReader(String file) {
        this.file = file;
    }

    static List<PolicyRule> read(String file, String text) throws PolicyException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(50);
        options.setAllowRecursiveKeys(false);
        @Nullable Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException invalid) {
            int line = invalid.getProblemMark() == null
                    ? 1
                    : invalid.getProblemMark().getLine() + 1;
            throw new PolicyException(file + ":" + line + ": not valid YAML: " + invalid.getProblem());
        } catch (YAMLException | StackOverflowError invalid) {
            throw new PolicyException(file + ": not one YAML document");
        }
        if (root == null) {
            throw new PolicyException(file + ": the file is empty");
        }
        return new PolicyReader(file).policy(root);
    }

    private List<PolicyRule> policy(Node root) throws PolicyException {
        Map<String, Node> entries = mapping(root, POLICY);
        if (!text(entries.get("apiVersion")).equals("audit.k8s.io/v1")
                || !text(entries.get("kind")).equals("Policy")) {
            throw problem(root, "must be 'apiVersion: audit.k8s.io/v1' and 'kind: Policy'");
        }
        Set<String> omitted = stages(entries.get("omitStages"));
        boolean noManagedFields = text(entries.get("omitManagedFields")).equals("true");
        @Nullable Node rules = entries.get("rules");
        if (!(rules instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw problem(root, "'rules' must be a list of rules, not empty");
        }
        List<PolicyRule> read = new ArrayList<>();
        for (Node rule : list.getValue()) {
            read.add(rule(rule, omitted, noManagedFields));
        }
        return read;
    }

    private PolicyRule rule(Node node, Set<String> omitted, boolean noManagedFields) throws PolicyException {
        Map<String, Node> entries = mapping(node, RULE);
        Set<String> stages = new HashSet<>(omitted);
        stages.addAll(stages(entries.get("omitStages")));
        @Nullable Node managed = entries.get("omitManagedFields");
        List<Resources> resources = resources(entries.get("resources"));
        List<String> paths = texts(entries.get("nonResourceURLs"));
        if (!paths.isEmpty() && !(resources.isEmpty() && !entries.containsKey("namespaces"))) {
            throw problem(node, "a rule is about nonResourceURLs or about resources and namespaces, not both");
        }
        return new PolicyRule(
                level(node, entries.get("level")),
                texts(entries.get("users")),
                texts(entries.get("userGroups")),
                texts(entries.get("verbs")),
                resources,
                texts(entries.get("namespaces")),
                paths,
                Set.copyOf(stages),
                managed == null ? noManagedFields : text(managed).equals("true"),
                node.getStartMark().getLine() + 1);
    }

    private AuditLevel level(Node rule, @Nullable Node level) throws PolicyException {
        for (AuditLevel known : AuditLevel.values()) {
            if (known.wireName().equals(text(level))) {
                return known;
            }
        }
        throw problem(level == null ? rule : level, "level is None, Metadata, Request or RequestResponse");
    }

    private List<Resources> resources(@Nullable Node node) throws PolicyException {
        List<Resources> read = new ArrayList<>();
        if (node == null) {
            return read;
        }
        if (!(node instanceof SequenceNode list)) {
            throw problem(node, "'resources' must be a list");
        }
        for (Node each : list.getValue()) {
            Map<String, Node> entries = mapping(each, RESOURCES);
            read.add(new Resources(
                    text(entries.get("group")), texts(entries.get("resources")), texts(entries.get("resourceNames"))));
        }
        return read;
    }

    private Set<String> stages(@Nullable Node node) throws PolicyException {
        if (node == null) {
            return Set.of();
        }
        Set<String> stages = new HashSet<>(texts(node));
        if (!STAGES.containsAll(stages)) {
            throw problem(node, "a stage is RequestReceived, ResponseStarted, ResponseComplete or Panic");
        }
        return stages;
    }

    private List<String> texts(@Nullable Node node) throws PolicyException {
        List<String> texts = new ArrayList<>();
        if (node == null
                || (node instanceof ScalarNode empty && empty.getValue().isEmpty())) {
            return texts;
        }
        if (!(node instanceof SequenceNode list)) {
            throw problem(node, "must be a list of texts");
        }
        for (Node each : list.getValue()) {
            if (!(each instanceof ScalarNode)) {
                throw problem(each, "must be a text");
            }
            texts.add(text(each));
        }
        return texts;
    }

    private Map<String, Node> mapping(Node node, Set<String> known) throws PolicyException {
        if (!(node instanceof MappingNode mapping)) {
            throw problem(node, "must be a mapping");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            if (!known.contains(key)) {
                throw problem(entry.getKeyNode(), "unknown key '" + key + "'" + Nearest.hint(key, known));
            }
            entries.put(key, entry.getValueNode());
        }
        return entries;
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private PolicyException problem(Node where, String message) {
        return new PolicyException(file + ":" + (where.getStartMark().getLine() + 1) + ":"
                + (where.getStartMark().getColumn() + 1) + ": " + message);
    }
}
