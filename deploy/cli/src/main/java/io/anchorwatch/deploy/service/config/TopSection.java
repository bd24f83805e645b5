// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.ServiceConfig.OperationsConfig;
import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.deploy.service.ServiceConfig.TailConfig;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.object.ObjectSourceConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the whole file. */
record TopSection(Section top, ConfigReader.Overrides overrides, List<SinkType> kinds) {

    private static final List<String> SOURCES = List.of("webhook", "tail", "topics");

    private static final int MOST_STANDBYS = 10;
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    static final long SPOOL_BYTES = 1L << 30;
    static final int OPERATIONS_PORT = 9881;

    /** Whether a correlation is told early, by name. */
    static final Map<String, Boolean> EMISSIONS = Map.of("eager", true, "settled", false);

    private static final Map<String, Boolean> SWITCH = Map.of("true", true, "false", false);

    private static final Map<String, Role> ROLES =
            Stream.of(Role.values()).collect(Collectors.toMap(Role::wireName, Function.identity()));

    ServiceConfig read() {
        Set<Role> roles = roles();
        Optional<WebhookReceiverConfig> webhook =
                top.has("webhook") ? Optional.of(WebhookSection.read(top.section("webhook"))) : Optional.empty();
        Path data = data();
        Optional<ObjectSourceConfig> watch =
                top.has("watch") ? Optional.of(WatchSection.read(top.section("watch"), data)) : Optional.empty();
        Section spool = top.section("spool");
        Section detect = top.section("detect");
        List<SinkRouteConfig> sinks = SinkSection.read(top.section("sinks"), kinds);
        ServiceConfig config = new ServiceConfig(
                roles,
                data,
                KafkaSection.read(top.section("kafka")),
                webhook,
                new Values(spool).bytes("maxBytes", SPOOL_BYTES, 1L << 50),
                top.sections("tail").stream().map(TopSection::tail).toList(),
                TopicsSection.read(top.section("topics")),
                watch,
                detect(detect),
                sinks,
                RoutingSection.read(top, List.copyOf(top.section("sinks").names())),
                operations(top.section("operations")));
        spool.end();
        detect.end();
        top.end();
        checkRoles(config);
        return config;
    }

    private ServiceConfig.DetectConfig detect(Section detect) {
        ServiceConfig.DetectConfig usual = ServiceConfig.DetectConfig.DEFAULT;
        Values values = new Values(detect);
        return new ServiceConfig.DetectConfig(
                paths(detect, "rules"),
                paths(detect, "pipelines"),
                values.choices("compat", Map.of("falco", "falco")),
                values.number("threads", usual.threads(), 1, 256),
                values.span("lateness", usual.lateness()),
                values.choice("emission", EMISSIONS).orElse(usual.eager()),
                values.choice("objects", SWITCH).orElse(usual.objects()),
                new Sharing(
                        instance(detect),
                        values.number("standbys", usual.sharing().standbys(), 0, MOST_STANDBYS)));
    }

    private String instance(Section detect) {
        String name = detect.text("instance").orElse("");
        if (!name.isEmpty() && !INSTANCE.matcher(name).matches()) {
            detect.problems()
                    .add(
                            detect.place("instance"),
                            "detect.instance must be up to 100 letters, digits, '-', '_' or '.': take the pod's or host's name");
            return name;
        }
        for (String key : List.of("instance", "standbys")) {
            if (detect.has(key) && !top.section("kafka").has("bootstrap")) {
                detect.problems()
                        .add(
                                detect.place(key),
                                "detect." + key
                                        + " is for several processes, which share the brokers of kafka.bootstrap:"
                                        + " add it, or leave this out");
            }
        }
        return name;
    }

    private List<Path> paths(Section detect, String key) {
        return detect.scalars(key).stream().map(this::path).toList();
    }

    private Set<Role> roles() {
        List<Role> read = new Values(top).choices("roles", ROLES);
        if (!overrides.roles().isEmpty()) {
            return overrides.roles();
        }
        if (top.has("roles")) {
            return Set.copyOf(read);
        }
        return EnumSet.allOf(Role.class);
    }

    private Path data() {
        Optional<Path> data = top.file("data");
        if (overrides.data().isEmpty() && data.isEmpty()) {
            top.missing("data", "/var/lib/anchorwatch");
        }
        return overrides.data().or(() -> data).orElse(Path.of("missing"));
    }

    private Path path(ScalarNode node) {
        return top.folder().resolve(node.getValue());
    }

    private static TailConfig tail(Section tail) {
        TailConfig config = new TailConfig(
                tail.required("cluster", "prod"), tail.required("source", "control-plane-1"), path(tail));
        tail.end();
        return config;
    }

    private static Path path(Section tail) {
        tail.required("file", "/var/log/kubernetes/audit/audit.log");
        return tail.file("file").orElse(Path.of("missing"));
    }

    private static OperationsConfig operations(Section operations) {
        OperationsConfig config = new OperationsConfig(
                operations.text("host").orElse("127.0.0.1"), new Values(operations).port("port", OPERATIONS_PORT));
        operations.end();
        return config;
    }

    private void checkRoles(ServiceConfig config) {
        if (config.roles().contains(Role.INGEST) && SOURCES.stream().noneMatch(top::has)) {
            top.problems()
                    .add(
                            top.place("roles"),
                            "the role ingest needs webhook, tail or topics: add one, or leave the role out");
        }
        boolean named = top.has("roles") || !overrides.roles().isEmpty();
        if (named && config.roles().contains(Role.WATCH) && !top.has("watch")) {
            top.problems().add(top.place("roles"), "the role watch needs watch: add it, or leave the role out");
        }
        if (config.roles().contains(Role.DISPATCH) && !top.has("sinks")) {
            top.problems().add(top.place("roles"), "the role dispatch needs sinks: add one, or leave the role out");
        }
    }
}
