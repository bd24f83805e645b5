// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.deploy.service.SinkProbes;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch sinks list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the sinks, the routes that lead to them, and what happens when an alert comes twice.",
        footer = "%nExits 1 when --probe finds a sink that would not take alerts.")
final class SinksListCommand extends VerbCommand {

    @Mixin
    private SinkOptions options = new SinkOptions();

    @Option(names = "--probe", description = "Asks each target whether it would take alerts; sends none.")
    private boolean probe;

    @Option(names = "-o", paramLabel = "table|ndjson", description = "Output format. Default: table.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() throws JsonProcessingException {
        ServiceConfig config = options.read();
        Map<String, String> problems = probe ? SinkProbes.ask(config) : Map.of();
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(20, 0, Column.Overflow.SPAN),
                new Column(16, 1, Column.Overflow.TRUNCATE),
                new Column(10, 1, Column.Overflow.TRUNCATE),
                new Column(14, 1, Column.Overflow.TRUNCATE),
                new Column(30, 1, Column.Overflow.WRAP),
                new Column(50, 1, Column.Overflow.WRAP));
        table.addRowValues("SINK", "TYPE", "GETS", "TWICE IS ONCE", "ROUTES", probe ? "HEALTH" : "");
        ObjectMapper json = new ObjectMapper();
        for (SinkRouteConfig route : config.sinks()) {
            Row row = row(config, route, problems);
            if (output == OutputFormat.NDJSON) {
                out().println(json.writeValueAsString(row.describe(json.createObjectNode())));
            } else {
                table.addRowValues(row.name, row.type, row.gets, row.twice, String.join(", ", row.routes), row.health);
            }
        }
        if (output != OutputFormat.NDJSON) {
            out().print(table);
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Row row(ServiceConfig config, SinkRouteConfig route, Map<String, String> problems) {
        String name = route.sink().name();
        try (Sink sink = route.sink().open(SinkProbes.surroundings(config, err()))) {
            List<String> routes = new ArrayList<>();
            collect(config.routing().routes(), name, routes);
            return new Row(
                    name,
                    String.valueOf(route.shown().getOrDefault("type", "?")),
                    sink instanceof NotificationSink ? "messages" : "alerts",
                    sink.traits().idempotency().name().toLowerCase(Locale.ROOT),
                    routes,
                    probe ? problems.getOrDefault(name, "ok") : "");
        }
    }

    private static void collect(List<Route> routes, String sink, List<String> names) {
        for (Route route : routes) {
            if (route.sinks().contains(sink)) {
                names.add(route.name());
            }
            collect(route.children(), sink, names);
        }
    }

    private record Row(String name, String type, String gets, String twice, List<String> routes, String health) {

        ObjectNode describe(ObjectNode node) {
            node.put("sink", name);
            node.put("type", type);
            node.put("gets", gets);
            node.put("idempotency", twice);
            routes.forEach(node.putArray("routes")::add);
            if (!health.isEmpty()) {
                node.put("health", health);
            }
            return node;
        }
    }
}
