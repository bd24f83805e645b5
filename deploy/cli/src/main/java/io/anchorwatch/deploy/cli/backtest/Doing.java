// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * Who did something to which kind of object where: what exceptions can be made of. Holds nothing that who makes a request
 * chooses at will, such as names of objects or user agents.
 *
 * @param kind of the actor
 * @param itself whether it acted as itself, and not as somebody else
 */
record Doing(String actor, String kind, boolean itself, String apiGroup, String resource, String namespace) {

    static Doing of(Alert alert) {
        Alert.Actor actor = alert.actor();
        Alert.Target target = alert.target();
        return new Doing(
                actor.name(),
                actor.kind(),
                actor.impersonating().isEmpty(),
                target.apiGroup(),
                target.resource(),
                target.namespace());
    }

    /** The resource as people write it. */
    String groupResource() {
        return apiGroup.isEmpty() ? resource : resource + "." + apiGroup;
    }
}
