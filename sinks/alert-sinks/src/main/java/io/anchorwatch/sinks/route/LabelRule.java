// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels that an operator gives alerts, such as {@code team: payments} to all of some namespaces. They are the operator's
 * words, never an event's: what is routed by them cannot be forged.
 *
 * @param match which alerts; labels of its own selector are those of earlier rules
 * @param set the labels they get
 */
public record LabelRule(AlertSelector match, Map<String, String> set) {

    public LabelRule {
        set = Map.copyOf(set);
    }

    /** The labels of an alert: of several rules that set one, the last counts. */
    static Map<String, String> apply(List<LabelRule> rules, Alert alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (LabelRule rule : rules) {
            if (rule.match().matches(alert, labels)) {
                labels.putAll(rule.set());
            }
        }
        return labels;
    }
}
