// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Which Sigma a document says it is written for: only from 3 on are brackets in field names selectors of array
 * elements. A document that says nothing may use them too, with a warning that other tools want the version.
 */
final class SigmaVersion {

    private static final int NEWEST = 3;

    private final int major;
    private boolean warned;

    private SigmaVersion(int major) {
        this.major = major;
    }

    static SigmaVersion of(Map<String, Node> entries) throws RuleSyntaxException {
        @Nullable Node node = entries.get("sigma-version");
        if (node == null) {
            return new SigmaVersion(0);
        }
        String text = YamlNodes.text(node, "sigma-version");
        if (!text.matches("[1-9][0-9]{0,2}(\\..*)?")) {
            throw new RuleSyntaxException(node, "sigma-version is a number such as 2 or 3");
        }
        int major = Integer.parseInt(text.split("\\.", 2)[0]);
        if (major > NEWEST) {
            throw new RuleSyntaxException(node, "sigma-version " + major + " is newer than what is known here");
        }
        return new SigmaVersion(major);
    }

    /** A field name, its brackets escaped where they mean nothing. */
    String field(String written, Place place) throws RuleSyntaxException {
        if (written.indexOf('[') < 0) {
            return written;
        }
        if (major > 0 && major < NEWEST) {
            return FieldSelector.literal(written);
        }
        if (FieldSelector.check(written, place) && major == 0 && !warned) {
            warned = true;
            place.warn("array selectors are new: write 'sigma-version: 3' at the top for other tools");
        }
        return written;
    }
}
