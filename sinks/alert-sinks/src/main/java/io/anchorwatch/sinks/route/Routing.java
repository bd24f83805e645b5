// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import io.anchorwatch.sinks.MessageTemplate;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routing tree with the operator's labels and mutes.
 *
 * @param labels what labels alerts get
 * @param routes the tree's first branches, in order
 * @param mutes what is not told for a while
 */
public record Routing(List<LabelRule> labels, List<Route> routes, List<Mute> mutes) {

    public Routing {
        labels = List.copyOf(labels);
        routes = List.copyOf(routes);
        mutes = List.copyOf(mutes);
    }

    /** Everything to these sinks. */
    public static Routing everything(List<String> sinks) {
        return new Routing(List.of(), List.of(Route.everything(sinks)), List.of());
    }

    /** The operator's labels of an alert. */
    public Map<String, String> labelsOf(Alert alert) {
        return LabelRule.apply(labels, alert);
    }

    /** The first route that brings an alert to a sink; empty when none does. */
    public Optional<Route> routeTo(String sink, Alert alert) {
        List<Route> taking = new ArrayList<>();
        descend(routes, alert, labelsOf(alert), taking);
        return taking.stream().filter(route -> route.sinks().contains(sink)).findFirst();
    }

    /** The mute that keeps an alert from a sink at a time, if any. */
    public Optional<Mute> muteOf(String sink, Alert alert, Instant now) {
        if (mutes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> given = labelsOf(alert);
        return mutes.stream()
                .filter(mute -> mute.holds(sink, now) && mute.match().matches(alert, given))
                .findFirst();
    }

    /** The template of a route, by its name. */
    public Optional<MessageTemplate> template(String route) {
        return named(routes, route).flatMap(Route::template);
    }

    /** How a route, by its name, spares people; one that is gone does not. */
    public Spacing spacing(String route) {
        return named(routes, route).map(Route::spacing).orElse(Spacing.NONE);
    }

    private static Optional<Route> named(List<Route> routes, String name) {
        for (Route route : routes) {
            if (route.name().equals(name)) {
                return Optional.of(route);
            }
            Optional<Route> below = named(route.children(), name);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** Whether one of the routes took the alert. */
    private static boolean descend(List<Route> routes, Alert alert, Map<String, String> given, List<Route> taking) {
        boolean taken = false;
        for (Route route : routes) {
            if (route.match().matches(alert, given)) {
                taken = true;
                if (!descend(route.children(), alert, given, taking)) {
                    taking.add(route);
                }
                if (!route.goOn()) {
                    break;
                }
            }
        }
        return taken;
    }
}
