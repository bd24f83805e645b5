// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of a replay: texts, for engines that read them where they run, and what was read from them.
 *
 * @param bundle rules of all times
 * @param later rules that replace them for events from a time on
 * @param timeline both, linked
 */
record ReplayRules(RuleBundle bundle, Map<Instant, RuleBundle> later, RuleTimeline timeline) {

    /** Reads the rules; those that are refused are told on {@code err}. */
    static ReplayRules read(RuleOptions options, Map<Instant, Path> later, PrintWriter err) {
        RuleBundle bundle = options.bundle(RuleOptions.Mapping.K8S_AUDIT);
        RuleTimeline timeline = RuleTimeline.of(options.usable(bundle, err));
        Map<Instant, RuleBundle> bundles = new TreeMap<>();
        for (Map.Entry<Instant, Path> from : later.entrySet()) {
            RuleOptions other = options.at(List.of(from.getValue()));
            RuleBundle next = other.bundle(RuleOptions.Mapping.K8S_AUDIT);
            RuleSet set = other.usable(next, err);
            bundles.put(from.getKey(), next);
            timeline = timeline.with(from.getKey().toEpochMilli(), set);
        }
        return new ReplayRules(bundle, bundles, timeline);
    }

    /** The digests of all sets, and from when: with the same, the same is found. */
    String digest() {
        StringBuilder all = new StringBuilder();
        timeline.sets()
                .forEach((fromMs, set) ->
                        all.append(fromMs).append('=').append(set.digest()).append(' '));
        return all.toString();
    }
}
