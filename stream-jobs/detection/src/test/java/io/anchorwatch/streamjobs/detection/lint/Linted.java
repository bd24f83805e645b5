// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lints short texts, for tests. */
final class Linted {

    /** A rule about pods; {@code %s} is one more item of its selection. */
    private static final String RULE = """
            title: T
            name: t
            level: low
            sigma-version: 3
            logsource: {product: kubernetes, service: audit}
            detection:
              sel:
                objectRef.resource: pods
                %s
              condition: sel
            """;

    private Linted() {}

    static List<Finding> text(String text) {
        return text(text, Optional.empty());
    }

    static List<Finding> text(String text, Optional<AuditPolicy> policy) {
        Map<String, String> files = Map.of("r.yaml", text);
        KubernetesAuditMapping mapping = new KubernetesAuditMapping();
        return new Linter(files, mapping, policy)
                .lint(new SigmaReader(mapping, Sigma.LISTS).read(files).linked());
    }

    /** A rule with that item and audit level, which has findings of that kind only or none. */
    static List<String> messages(FindingKind kind, String item, String level) {
        return item(item, level).stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::message)
                .toList();
    }

    static List<Finding> item(String item, String level) {
        return text(RULE.formatted(item) + "anchorwatch: {audit-level: " + level + "}\n");
    }

    static AuditPolicy policy(String rules) throws PolicyException {
        return AuditPolicy.parse("p.yaml", "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + rules);
    }
}
