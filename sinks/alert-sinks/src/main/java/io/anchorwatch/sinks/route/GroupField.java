// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What alerts can be grouped by: only what is the same for all alerts of one finding, so that those stay in order. */
public enum GroupField {
    RULE("rule", alert -> alert.rule().id()),
    CLUSTER("cluster", Alert::cluster),
    NAMESPACE("namespace", alert -> alert.target().namespace()),
    RESOURCE("resource", alert -> alert.target().resource()),
    NAME("name", alert -> alert.target().name()),
    ACTOR("actor", alert -> alert.actor().name()),
    FINDING("finding", Alert::fingerprint);

    /** By the names that configurations use. */
    public static final Map<String, GroupField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GroupField::wireName, Function.identity()));

    private final String wireName;
    private final Function<Alert, String> value;

    GroupField(String wireName, Function<Alert, String> value) {
        this.wireName = wireName;
        this.value = value;
    }

    public String wireName() {
        return wireName;
    }

    /** The field's value. */
    public String of(Alert alert) {
        return value.apply(alert);
    }
}
