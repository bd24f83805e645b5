// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads a folder of rules and matches an event, in a process of its own. */
public final class RulesWithoutCelMain {

    private RulesWithoutCelMain() {}

    /** Exit status 0 when a rule of the folder matches. */
    public static void main(String[] args) throws IOException {
        RuleSet rules = new RuleFolder(List.of(Path.of(args[0]))).rules(new KubernetesAuditMapping());
        byte[] event =
                "{\"verb\":\"create\",\"stage\":\"ResponseComplete\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"kind\":\"Pod\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        System.exit(RuleMatcher.audit(rules).match(event).isEmpty() ? 1 : 0);
    }
}
