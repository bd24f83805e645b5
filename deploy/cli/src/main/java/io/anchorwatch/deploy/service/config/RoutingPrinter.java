// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.LabelRule;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes labels, routes and mutes as they are in effect, what routes inherit included. */
final class RoutingPrinter {

    private RoutingPrinter() {}

    static void print(Routing routing, Map<String, Object> all) {
        all.put("labels", routing.labels().stream().map(RoutingPrinter::label).toList());
        all.put("routes", routing.routes().stream().map(RoutingPrinter::route).toList());
        all.put("mutes", routing.mutes().stream().map(RoutingPrinter::mute).toList());
    }

    private static Map<String, Object> label(LabelRule rule) {
        return ConfigPrinter.ordered("match", selector(rule.match()), "set", rule.set());
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> map = ConfigPrinter.ordered(
                "name",
                route.name(),
                "match",
                selector(route.match()),
                "sinks",
                route.sinks(),
                "groupBy",
                route.spacing().groupBy().stream().map(GroupField::wireName).toList(),
                "groupWait",
                Quantities.write(route.spacing().groupWait()),
                "groupInterval",
                Quantities.write(route.spacing().groupInterval()),
                "repeat",
                Quantities.write(route.spacing().repeat()),
                "limit",
                route.spacing().limit(),
                "limitPer",
                Quantities.write(route.spacing().limitPer()),
                "continue",
                route.goOn());
        route.template().ifPresent(template -> map.put("template", template.toString()));
        if (!route.children().isEmpty()) {
            map.put(
                    "routes",
                    route.children().stream().map(RoutingPrinter::route).toList());
        }
        return map;
    }

    private static Map<String, Object> mute(Mute mute) {
        Map<String, Object> map = ConfigPrinter.ordered("name", mute.name(), "match", selector(mute.match()));
        map.put("sinks", mute.sinks());
        if (!mute.from().equals(Instant.MIN)) {
            map.put("from", mute.from().toString());
        }
        map.put("until", mute.until().toString());
        map.put("reason", mute.reason());
        return map;
    }

    private static Map<String, Object> selector(AlertSelector match) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("severity", match.minimumSeverity().wireName());
        put(map, "rules", match.rules());
        put(map, "exceptRules", match.exceptRules());
        put(map, "tags", match.tags());
        put(map, "clusters", match.clusters());
        put(map, "namespaces", match.namespaces());
        put(map, "resources", match.resources());
        put(map, "actors", match.actors());
        put(map, "actorKinds", match.actorKinds());
        if (!match.labels().isEmpty()) {
            map.put("labels", match.labels());
        }
        return map;
    }

    private static void put(Map<String, Object> map, String key, List<String> values) {
        if (!values.isEmpty()) {
            map.put(key, values);
        }
    }
}
