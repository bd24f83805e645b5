// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import io.anchorwatch.sinks.MessageTemplate;
import java.util.List;
import java.util.Optional;

/**
 * A branch of the routing tree. An alert that it matches goes down to the first child that matches too, and to further ones
 * after a child that says {@code goOn}; where no child takes it, the route itself does.
 *
 * @param name unique in the tree; part of the state of groups
 * @param match which alerts
 * @param sinks names of the sinks that get them; those of the parent are not inherited here but by the reader
 * @param spacing how people are spared
 * @param template text for people; empty for each sink's own
 * @param goOn whether routes after this one are asked too
 * @param children finer branches, in order
 */
public record Route(
        String name,
        AlertSelector match,
        List<String> sinks,
        Spacing spacing,
        Optional<MessageTemplate> template,
        boolean goOn,
        List<Route> children) {

    public Route {
        sinks = List.copyOf(sinks);
        children = List.copyOf(children);
    }

    /** Everything to these sinks, one message an alert. */
    public static Route everything(List<String> sinks) {
        return new Route("all", AlertSelector.ALL, sinks, Spacing.NONE, Optional.empty(), false, List.of());
    }
}
