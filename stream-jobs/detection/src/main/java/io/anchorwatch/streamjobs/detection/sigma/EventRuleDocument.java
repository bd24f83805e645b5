// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * An event rule.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, rules</a>
 */
final class EventRuleDocument implements DocumentKind {

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final Languages languages;

    EventRuleDocument(Languages languages) {
        this.languages = languages;
    }

    /** Whatever is nothing else should be a rule. */
    @Override
    public boolean claims(Map<String, Node> entries) {
        return true;
    }

    @Override
    public void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into)
            throws RuleSyntaxException {
        String title = YamlNodes.text(YamlNodes.required(entries, "title", document), "title");
        Node logSource = YamlNodes.required(entries, "logsource", document);
        Node detection = YamlNodes.required(entries, "detection", document);
        Scope scope = scope(entries, detection, log);
        Severity severity = severity(entries.get("level"), document, log);
        lint(entries, log);
        EventRule.Head head = new EventRule.Head(
                id(entries, title),
                references(entries),
                title,
                YamlNodes.text(entries.getOrDefault("modified", entries.get("date")), "modified"),
                severity,
                Extras.parse(entries.get("anchorwatch")),
                YamlNodes.text(entries.get("status"), "status"),
                YamlNodes.text(entries.get("description"), "description"),
                YamlNodes.texts(entries.get("falsepositives"), "falsepositives"),
                YamlNodes.texts(entries.get("references"), "references"),
                YamlNodes.texts(entries.get("tags"), "tags"));
        Map<String, String> attributes = new LinkedHashMap<>();
        entries.forEach((key, node) -> {
            if (node instanceof ScalarNode text) {
                attributes.put(key, text.getValue());
            }
        });
        into.add(new EventRule(head, logSource(logSource), scope, attributes, new Place(log, document)));
    }

    private Scope scope(Map<String, Node> entries, Node detection, ProblemLog log) throws RuleSyntaxException {
        Map<String, Node> parts = YamlNodes.mapping(detection, "detection");
        String timeframe = YamlNodes.text(parts.get("timeframe"), "timeframe");
        if (parts.containsKey("timeframe") && !aggregates(parts.get("condition"))) {
            throw new RuleSyntaxException(
                    YamlNodes.key(detection, "timeframe"), "'timeframe' is Sigma 1; write a correlation rule instead");
        }
        return new SelectionReader(languages, SigmaVersion.of(entries), log)
                .scope(detection, "detection", timeframe, 0, false);
    }

    private static boolean aggregates(@Nullable Node condition) {
        return condition instanceof ScalarNode text && text.getValue().contains("|");
    }

    private static void lint(Map<String, Node> entries, ProblemLog log) throws RuleSyntaxException {
        @Nullable Node id = entries.get("id");
        if (id != null && !YamlNodes.text(id, "id").matches(UUID)) {
            new Place(log, id).warn("an id is a UUID; other tools refuse this one");
        }
    }

    /** The stable name if the rule has one, else its UUID, else its title. */
    private static String id(Map<String, Node> entries, String title) throws RuleSyntaxException {
        String name = YamlNodes.text(entries.get("name"), "name");
        String id = YamlNodes.text(entries.get("id"), "id");
        if (!name.isEmpty() || !id.isEmpty()) {
            return name.isEmpty() ? id : name;
        }
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "rule-" + new Digest().add(title).hex(12) : slug;
    }

    private static Set<String> references(Map<String, Node> entries) throws RuleSyntaxException {
        Set<String> references = new HashSet<>(
                List.of(YamlNodes.text(entries.get("name"), "name"), YamlNodes.text(entries.get("id"), "id")));
        references.remove("");
        return references;
    }

    private static Severity severity(@Nullable Node level, Node document, ProblemLog log) throws RuleSyntaxException {
        if (level == null) {
            log.warning(document.getStartMark().getLine(), 0, "no 'level'; medium is assumed");
            return Severity.MEDIUM;
        }
        String name = YamlNodes.text(level, "level");
        return Severity.of(name)
                .orElseThrow(() -> new RuleSyntaxException(
                        level, "level '" + name + "' is none of informational, low, medium, high, critical"));
    }

    static LogSource logSource(Node node) throws RuleSyntaxException {
        Map<String, Node> parts = YamlNodes.mapping(node, "logsource");
        for (String unknown : YamlNodes.unknown(parts, Set.of("category", "product", "service", "definition"))) {
            throw new RuleSyntaxException(
                    YamlNodes.key(node, unknown), "logsource has no '" + unknown + "'; a typo would widen the rule");
        }
        return new LogSource(
                YamlNodes.text(parts.get("category"), "category"),
                YamlNodes.text(parts.get("product"), "product"),
                YamlNodes.text(parts.get("service"), "service"));
    }
}
