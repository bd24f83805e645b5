// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** A correlation of other rules. */
final class CorrelationDocument implements DocumentKind {

    @Override
    public boolean claims(Map<String, Node> entries) {
        return entries.containsKey("correlation");
    }

    @Override
    public void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into)
            throws RuleSyntaxException {
        throw new RuleSyntaxException(
                YamlNodes.key(document, "correlation"), "correlation rules are not supported yet");
    }
}
