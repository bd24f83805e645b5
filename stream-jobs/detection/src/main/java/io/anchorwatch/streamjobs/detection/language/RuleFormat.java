// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.language;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.Map;
import java.util.Set;

/** A format of rule files other than Sigma. Stateless. */
public interface RuleFormat {

    /** Its name, such as {@code falco}. */
    String name();

    /** Whether a file is written in it, judged by its outer shape: a damaged file is claimed too, to be reported. */
    boolean claims(String text);

    /**
     * Reads all files of this format together. Never throws for bad text: what can't be honoured exactly is refused
     * with its place, and the rest goes on.
     *
     * @param files content by name, in the order in which later files change earlier ones
     * @param compat names of formats whose known defects are to be reproduced instead of what the author meant
     */
    RuleSet read(Map<String, String> files, Set<String> compat);
}
