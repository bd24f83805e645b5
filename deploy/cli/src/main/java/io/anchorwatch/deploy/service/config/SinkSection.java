// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.dispatch.SinkFilter;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code sinks}: a mapping of names to sinks. */
final class SinkSection {

    static final Map<String, Severity> SEVERITIES =
            Stream.of(Severity.values()).collect(Collectors.toMap(Severity::wireName, Function.identity()));

    private SinkSection() {}

    static List<SinkRouteConfig> read(Section sinks, List<SinkType> types) {
        Map<String, SinkType> kinds = types.stream()
                .collect(Collectors.toMap(SinkType::name, Function.identity(), (a, b) -> a, TreeMap::new));
        List<SinkRouteConfig> routes = new ArrayList<>();
        for (String name : sinks.names()) {
            route(name, sinks.section(name), kinds).ifPresent(routes::add);
        }
        return routes;
    }

    private static Optional<SinkRouteConfig> route(String name, Section sink, Map<String, SinkType> kinds) {
        Values values = new Values(sink);
        if (!sink.has("type")) {
            sink.missing("type", "file");
        }
        SinkFilter filter = new SinkFilter(
                values.choice("minimumSeverity", SEVERITIES).orElse(Severity.INFORMATIONAL),
                sink.texts("includeRules"),
                sink.texts("excludeRules"));
        note(sink, filter.problems());
        return values.choice("type", kinds).map(kind -> read(name, sink, kind, filter));
    }

    private static SinkRouteConfig read(String name, Section sink, SinkType kind, SinkFilter filter) {
        YamlSettings settings = new YamlSettings(sink);
        SinkConfig config = kind.read(name, settings);
        note(sink, config.problems());
        // Without a kind nobody knows which keys it has.
        settings.end();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", kind.name());
        shown.putAll(settings.shown());
        return new SinkRouteConfig(config, filter, shown);
    }

    private static void note(Section sink, List<ConfigProblem> problems) {
        for (ConfigProblem problem : problems) {
            String key = problem.field().split("[.\\[]", 2)[0];
            sink.problems().add(sink.place(key), sink.name(problem.field()) + " " + problem.message());
        }
    }
}
