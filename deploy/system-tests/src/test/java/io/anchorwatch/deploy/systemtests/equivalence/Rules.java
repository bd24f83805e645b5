// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The shipped rules with correlations of every type over them, so that all of it is compared. */
final class Rules {

    private Rules() {}

    static RuleSet withCorrelations() {
        return with("correlations.yaml");
    }

    /** From when on the made-up recordings meet more rules. */
    static final Instant LATER = MadeUpHistory.START.plus(Duration.ofMinutes(10));

    private static final String SEEDED = "seeded.yaml";
    private static final String SEEDED_LATER = "seeded-later.yaml";

    /** The shipped rules, and some that what is made up is certain to meet; from the middle of it, more of those. */
    static RuleTimeline seeded() {
        return RuleTimeline.of(with(SEEDED)).with(LATER.toEpochMilli(), with(SEEDED, SEEDED_LATER));
    }

    /** Those of all times, as they travel. */
    static RuleBundle seededBundle() {
        return options(SEEDED).bundle(RuleOptions.Mapping.K8S_AUDIT);
    }

    /** Those of {@link #LATER}, as they travel. */
    static RuleBundle laterBundle() {
        return options(SEEDED, SEEDED_LATER).bundle(RuleOptions.Mapping.K8S_AUDIT);
    }

    private static RuleSet with(String... files) {
        RuleSet rules = options(files).read(RuleOptions.Mapping.K8S_AUDIT);
        if (rules.hasErrors()) {
            throw new IllegalStateException(rules.problems().toString());
        }
        return rules;
    }

    private static RuleOptions options(String... files) {
        try {
            List<Path> paths = new ArrayList<>(List.of(Path.of("shipped")));
            for (String file : files) {
                paths.add(Path.of(Objects.requireNonNull(Rules.class.getResource("/equivalence/" + file))
                        .toURI()));
            }
            return RuleOptions.of(paths);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
