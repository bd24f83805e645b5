// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/**
 * Who did what to which object, from where, with what result: what an alert over several events says as far as all of
 * them agree.
 */
public record Story(Alert.Actor actor, Alert.Client client, String verb, Alert.Target target, Alert.Outcome outcome) {

    /** Nothing that all events share. */
    static final Story NOTHING = new Story(
            new Alert.Actor("", "", List.of(), ""),
            new Alert.Client("", List.of(), ""),
            "",
            new Alert.Target("", "", "", "", "", ""),
            new Alert.Outcome("", 0, ""));

    /** What this and {@code other} have in common; what differs is left empty. */
    Story common(Story other) {
        return equals(other)
                ? this
                : new Story(
                        actor.equals(other.actor) ? actor : NOTHING.actor,
                        common(client, other.client),
                        same(verb, other.verb),
                        common(target, other.target),
                        outcome.equals(other.outcome)
                                ? outcome
                                : new Alert.Outcome(same(outcome.result(), other.outcome.result()), 0, ""));
    }

    private static Alert.Client common(Alert.Client one, Alert.Client other) {
        return new Alert.Client(
                same(one.address(), other.address()),
                one.claimed().equals(other.claimed()) ? one.claimed() : List.of(),
                same(one.userAgent(), other.userAgent()));
    }

    private static Alert.Target common(Alert.Target one, Alert.Target other) {
        return new Alert.Target(
                same(one.apiGroup(), other.apiGroup()),
                same(one.resource(), other.resource()),
                same(one.subresource(), other.subresource()),
                same(one.namespace(), other.namespace()),
                same(one.name(), other.name()),
                same(one.uri(), other.uri()));
    }

    private static String same(String one, String other) {
        return one.equals(other) ? one : "";
    }
}
