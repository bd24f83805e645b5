// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What all kinds of rules say of themselves.
 *
 * @param id the stable name if it has one, else its UUID, else its title
 * @param names what other documents may call it by
 */
record RuleHeader(
        String id,
        Set<String> names,
        String title,
        String version,
        List<String> tags,
        List<String> references,
        Severity severity,
        Extras extras,
        String status,
        String description,
        List<String> falsePositives) {

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    static RuleHeader parse(Map<String, Node> entries, Node document, ProblemLog log) throws RuleSyntaxException {
        String title = YamlNodes.text(YamlNodes.required(entries, "title", document), "title");
        String name = YamlNodes.text(entries.get("name"), "name");
        @Nullable Node idNode = entries.get("id");
        String uuid = YamlNodes.text(idNode, "id");
        if (idNode != null && !uuid.matches(UUID)) {
            new Place(log, idNode).warn("an id is a UUID; other tools refuse this one");
        }
        String id = name.isEmpty() ? (uuid.isEmpty() ? slug(title) : uuid) : name;
        Set<String> names = new HashSet<>(Set.of(id));
        if (!uuid.isEmpty()) {
            names.add(uuid);
        }
        return new RuleHeader(
                id,
                names,
                title,
                YamlNodes.text(entries.getOrDefault("modified", entries.get("date")), "modified"),
                YamlNodes.texts(entries.get("tags"), "tags"),
                YamlNodes.texts(entries.get("references"), "references"),
                severity(entries.get("level"), document, log),
                Extras.parse(entries.get("anchorwatch")),
                YamlNodes.text(entries.get("status"), "status"),
                YamlNodes.text(entries.get("description"), "description"),
                YamlNodes.texts(entries.get("falsepositives"), "falsepositives"));
    }

    /** How alerts name the rule; {@code logicHash} is over what it detects. */
    Alert.RuleRef ref(String logicHash) {
        return new Alert.RuleRef(id, version, logicHash, title, attack(tags), extras.runbook(), references);
    }

    int riskScore() {
        return extras.risk() < 0 ? severity.defaultRiskScore() : extras.risk();
    }

    private static String slug(String title) {
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "rule-" + new Digest().add(title).hex(12) : slug;
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

    private static List<String> attack(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("(?i)attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(Locale.ROOT))
                .toList();
    }
}
