// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.MessageTemplate;
import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.LabelRule;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code labels}, {@code routes} and {@code mutes}. */
final class RoutingSection {

    private static final Duration MOST_SPAN = Duration.ofDays(30);

    private final List<String> sinks;
    private final Set<String> names = new HashSet<>();

    private RoutingSection(List<String> sinks) {
        this.sinks = sinks;
    }

    /** Without routes every sink gets everything. */
    static Routing read(Section top, List<String> sinks) {
        RoutingSection section = new RoutingSection(sinks);
        List<LabelRule> labels =
                top.sections("labels").stream().map(section::label).toList();
        Inherited root = new Inherited(List.of(), Spacing.NONE, Optional.empty());
        List<Route> routes = section.routes(top, root);
        List<Mute> mutes = top.sections("mutes").stream().map(section::mute).toList();
        return new Routing(labels, top.has("routes") ? routes : List.of(Route.everything(sinks)), mutes);
    }

    /** What a route passes to its children. */
    private record Inherited(List<String> sinks, Spacing spacing, Optional<MessageTemplate> template) {}

    private List<Route> routes(Section parent, Inherited above) {
        List<Route> routes = new ArrayList<>();
        for (Section section : parent.sections("routes")) {
            routes.add(route(section, above));
        }
        return routes;
    }

    private Route route(Section section, Inherited above) {
        String name = section.required("name", "pager");
        if (!names.add(name)) {
            section.problems()
                    .add(section.place("name"), "two routes are named '" + name + "': give each its own name");
        }
        AlertSelector match = selector(section.section("match"));
        List<String> own = known(section, "sinks");
        Inherited here = new Inherited(
                section.has("sinks") ? own : above.sinks(),
                spacing(section, above.spacing()),
                template(section).or(above::template));
        boolean goOn = new Values(section).flag("continue", false);
        List<Route> children = routes(section, here);
        if (here.sinks().isEmpty() && children.isEmpty() && !section.has("sinks")) {
            section.missing("sinks", "[" + (sinks.isEmpty() ? "console" : sinks.get(0)) + "]");
        }
        section.end();
        return new Route(name, match, here.sinks(), here.spacing(), here.template(), goOn, children);
    }

    private List<String> known(Section section, String key) {
        List<String> known = new ArrayList<>();
        for (ScalarNode node : section.scalars(key)) {
            if (sinks.contains(node.getValue())) {
                known.add(node.getValue());
            } else {
                section.problems()
                        .add(
                                node,
                                section.name(key) + ": there is no sink '" + node.getValue() + "'"
                                        + (sinks.isEmpty() ? "" : Nearest.hint(node.getValue(), sinks)));
            }
        }
        return known;
    }

    private static Spacing spacing(Section section, Spacing above) {
        Values values = new Values(section);
        List<GroupField> fields = values.choices("groupBy", GroupField.BY_NAME);
        return new Spacing(
                section.has("groupBy") ? fields : above.groupBy(),
                span(section, "groupWait", above.groupWait()),
                span(section, "groupInterval", above.groupInterval()),
                span(section, "repeat", above.repeat()),
                values.number("limit", above.limit(), 0, 1_000_000),
                span(section, "limitPer", above.limitPer()));
    }

    private static Duration span(Section section, String key, Duration above) {
        Duration span = new Values(section).span(key, above);
        if (span.compareTo(MOST_SPAN) > 0) {
            section.problems().add(section.place(key), section.name(key) + " is at most 30d");
        }
        return span;
    }

    private static Optional<MessageTemplate> template(Section section) {
        Optional<String> text = section.text("template");
        Optional<String> fromFile = section.file("templateFile").flatMap(file -> {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException unreadable) {
                section.problems().add(section.place("templateFile"), file + " cannot be read: correct the path");
                return Optional.empty();
            }
        });
        return text.or(() -> fromFile).flatMap(read -> {
            try {
                return Optional.of(MessageTemplate.parse(read));
            } catch (IllegalArgumentException invalid) {
                section.problems()
                        .add(section.place("template"), section.name("template") + " " + invalid.getMessage());
                return Optional.empty();
            }
        });
    }

    private static AlertSelector selector(Section match) {
        AlertSelector selector = new AlertSelector(
                new Values(match).choice("severity", SinkSection.SEVERITIES).orElse(Severity.INFORMATIONAL),
                match.texts("rules"),
                match.texts("exceptRules"),
                match.texts("tags"),
                match.texts("clusters"),
                match.texts("namespaces"),
                match.texts("resources"),
                match.texts("actors"),
                match.texts("actorKinds"),
                texts(match.section("labels")));
        match.end();
        return selector;
    }

    private static Map<String, String> texts(Section section) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.names().forEach(name -> section.text(name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }

    private LabelRule label(Section section) {
        LabelRule rule = new LabelRule(selector(section.section("match")), texts(section.section("set")));
        if (rule.set().isEmpty()) {
            section.missing("set", "{team: payments}");
        }
        section.end();
        return rule;
    }

    private Mute mute(Section section) {
        Mute mute = new Mute(
                section.required("name", "node-upgrade"),
                selector(section.section("match")),
                known(section, "sinks"),
                section.has("from") ? instant(section, "from") : Instant.MIN,
                instant(section, "until"),
                section.required("reason", "nodes are upgraded, ticket 4711"));
        section.end();
        return mute;
    }

    private static Instant instant(Section section, String key) {
        String example = "2026-03-01T06:00:00Z";
        String text = section.required(key, example);
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException invalid) {
            section.problems().add(section.place(key), section.name(key) + " must be a time such as " + example);
            return Instant.EPOCH;
        }
    }
}
