// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** A kind of document that a Sigma file may hold. One class a kind; see {@link SigmaReader} for their order. */
interface DocumentKind {

    /** Whether a document with these top-level keys is of this kind. */
    boolean claims(Map<String, Node> entries);

    /**
     * Reads a document.
     *
     * @throws RuleSyntaxException when it is refused
     */
    void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into) throws RuleSyntaxException;
}
