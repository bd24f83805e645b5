// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A filter document.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, filters</a>
 */
final class FilterDocument implements DocumentKind {

    private static final Pattern NEGATION = Pattern.compile("(?i)\\bnot\\b");

    private final Languages languages;
    private final Placeholders placeholders;

    FilterDocument(Languages languages, Placeholders placeholders) {
        this.languages = languages;
        this.placeholders = placeholders;
    }

    @Override
    public boolean claims(Map<String, Node> entries) {
        return entries.containsKey("filter");
    }

    @Override
    public void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into)
            throws RuleSyntaxException {
        Node body = YamlNodes.required(entries, "filter", document);
        YamlNodes.text(YamlNodes.required(entries, "title", document), "title");
        Node logSource = YamlNodes.required(entries, "logsource", document);
        SelectionReader reader = new SelectionReader(languages, SigmaVersion.of(entries), log);
        Map<String, Place> rules = rules(YamlNodes.mapping(body, "filter").get("rules"), log);
        Scope scope = reader.scope(body, "filter", "", 0, false);
        // A filter that is wrong in itself must not refuse the rules it is for.
        new ScopeCompiler(name -> List.of(name), placeholders).compile(scope);
        for (Scope.Condition condition : scope.conditions()) {
            if (!NEGATION.matcher(condition.text()).find()) {
                condition.place().warn("this filter keeps only what it matches; to leave that out write 'not …'");
            }
        }
        into.add(new Filter(
                rules,
                EventRuleDocument.logSource(logSource),
                new Scope(scope.selections(), Map.of(), scope.conditions()),
                new Place(log, document)));
    }

    /** Empty for any. */
    private static Map<String, Place> rules(@Nullable Node node, ProblemLog log) throws RuleSyntaxException {
        Map<String, Place> rules = new LinkedHashMap<>();
        if (node == null) {
            return rules;
        }
        List<String> names = YamlNodes.texts(node, "rules");
        if (names.equals(List.of("any"))) {
            return rules;
        }
        List<Node> items = YamlNodes.items(node);
        for (int i = 0; i < names.size(); i++) {
            rules.put(names.get(i), new Place(log, items.get(i)));
        }
        return rules;
    }
}
