// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Named lists that rules refer to as {@code %name%} with the modifier {@code expand}: identities that differ from site
 * to site.
 *
 * @param lists values by name; a value may hold wildcards
 */
public record Placeholders(Map<String, List<String>> lists) {

    /** No lists: a rule that needs one is refused. */
    public static final Placeholders NONE = new Placeholders(Map.of());

    public Placeholders {
        lists = Map.copyOf(lists);
    }

    List<String> expand(ScalarNode node) throws RuleSyntaxException {
        String written = node.getValue();
        if (written.length() < 3 || !written.startsWith("%") || !written.endsWith("%")) {
            throw new RuleSyntaxException(node, "'expand' takes the name of a list between percent signs: '%name%'");
        }
        String name = written.substring(1, written.length() - 1);
        @Nullable List<String> values = lists.get(name);
        if (values == null || values.isEmpty()) {
            throw new RuleSyntaxException(
                    node, "there is no list '" + name + "'; define it in a lists.yaml beside the rules");
        }
        return values;
    }
}
