// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.List;
import java.util.Map;

/**
 * Which alerts are meant. What is empty asks for nothing; of each list one pattern must fit ({@code *} any text, {@code ?} one
 * character), and all lists must.
 *
 * @param minimumSeverity the weakest severity meant
 * @param rules rule ids
 * @param exceptRules rule ids that are not meant, even when {@code rules} has them
 * @param tags ATT&amp;CK technique ids
 * @param clusters cluster names
 * @param namespaces namespaces of the target; a target without one has the namespace {@code ""}
 * @param resources resources of the target, such as {@code pods}
 * @param actors user names
 * @param actorKinds kinds of actor, such as {@code human}
 * @param labels labels that {@link LabelRule}s gave the alert, all of them
 */
public record AlertSelector(
        Severity minimumSeverity,
        List<String> rules,
        List<String> exceptRules,
        List<String> tags,
        List<String> clusters,
        List<String> namespaces,
        List<String> resources,
        List<String> actors,
        List<String> actorKinds,
        Map<String, String> labels) {

    /** Every alert. */
    public static final AlertSelector ALL = new AlertSelector(
            Severity.INFORMATIONAL,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of());

    public AlertSelector {
        rules = List.copyOf(rules);
        exceptRules = List.copyOf(exceptRules);
        tags = List.copyOf(tags);
        clusters = List.copyOf(clusters);
        namespaces = List.copyOf(namespaces);
        resources = List.copyOf(resources);
        actors = List.copyOf(actors);
        actorKinds = List.copyOf(actorKinds);
        labels = Map.copyOf(labels);
    }

    /** Whether an alert with these labels is meant. */
    public boolean matches(Alert alert, Map<String, String> given) {
        return alert.severity().compareTo(minimumSeverity) >= 0
                && fits(rules, alert.rule().id())
                && (exceptRules.isEmpty() || !fits(exceptRules, alert.rule().id()))
                && (tags.isEmpty() || alert.rule().attack().stream().anyMatch(tag -> fits(tags, tag)))
                && fits(clusters, alert.cluster())
                && fits(namespaces, alert.target().namespace())
                && fits(resources, alert.target().resource())
                && fits(actors, alert.actor().name())
                && fits(actorKinds, alert.actor().kind())
                && labels.entrySet().stream()
                        .allMatch(label -> given.containsKey(label.getKey())
                                && new Glob(label.getValue()).matches(given.getOrDefault(label.getKey(), "")));
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> new Glob(pattern).matches(text));
    }
}
