// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The shipped rules with correlations of every type over them, so that all of it is compared. */
final class Rules {

    private Rules() {}

    static RuleSet withCorrelations() {
        return with("correlations.yaml");
    }

    /** The shipped rules, and some that what is made up is certain to meet. */
    static RuleSet seeded() {
        return with("seeded.yaml");
    }

    /** The same as they travel. */
    static RuleBundle seededBundle() {
        return options("seeded.yaml").bundle(RuleOptions.Mapping.K8S_AUDIT);
    }

    private static RuleSet with(String file) {
        RuleSet rules = options(file).read(RuleOptions.Mapping.K8S_AUDIT);
        if (rules.hasErrors()) {
            throw new IllegalStateException(rules.problems().toString());
        }
        return rules;
    }

    private static RuleOptions options(String file) {
        try {
            Path more = Path.of(Objects.requireNonNull(Rules.class.getResource("/equivalence/" + file))
                    .toURI());
            return RuleOptions.of(List.of(Path.of("shipped"), more));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
