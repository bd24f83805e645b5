// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** A correlation of other rules. */
final class CorrelationDocument implements DocumentKind {

    private final FieldMapping mapping;

    CorrelationDocument(FieldMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public boolean claims(Map<String, Node> entries) {
        return entries.containsKey("correlation");
    }

    @Override
    public void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into)
            throws RuleSyntaxException {
        into.add(new CorrelationParser(mapping, log).parse(document));
    }
}
