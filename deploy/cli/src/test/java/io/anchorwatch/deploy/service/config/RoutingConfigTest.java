// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.streamjobs.alert.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoutingConfigTest {

    private static final String SINKS = "sinks: {siem: {type: console}, chat: {type: console}}\n";

    private static final String TREE = """
            labels:
              - match: {namespaces: [shop-*]}
                set: {team: shop}
            routes:
              - name: all
                sinks: [siem]
                continue: true
              - name: people
                match: {severity: medium}
                sinks: [chat]
                groupBy: [rule, namespace]
                repeat: 4h
                routes:
                  - name: urgent
                    match: {severity: high, labels: {team: shop}}
                    groupBy: []
                    template: "{{severity}}: {{title}}"
            mutes:
              - name: upgrade
                match: {clusters: [prod]}
                until: 2026-03-01T06:00:00+01:00
                reason: node upgrade
            """;

    @TempDir
    private Path dir;

    private Routing routing(String yaml) throws Exception {
        return new ConfigFiles(dir).read(ConfigFiles.DETECT_ONLY + SINKS + yaml).routing();
    }

    @Test
    void without_routes_every_sink_gets_everything() throws Exception {
        assertThat(routing("").routes())
                .isEqualTo(Routing.everything(List.of("siem", "chat")).routes());
    }

    @Test
    void a_tree_is_read_in_full_and_children_inherit_what_they_do_not_say() throws Exception {
        Routing routing = routing(TREE);
        Route people = routing.routes().get(1);
        assertThat(routing.routes().get(0).goOn()).isTrue();
        assertThat(people.match().minimumSeverity()).isEqualTo(Severity.MEDIUM);
        assertThat(people.spacing().groupBy()).containsExactly(GroupField.RULE, GroupField.NAMESPACE);
        Route urgent = people.children().get(0);
        assertThat(urgent.sinks()).containsExactly("chat");
        assertThat(urgent.spacing().groupBy()).isEmpty();
        assertThat(urgent.spacing().repeat()).isEqualTo(Duration.ofHours(4));
        assertThat(urgent.match().labels()).isEqualTo(Map.of("team", "shop"));
        assertThat(urgent.template())
                .hasValueSatisfying(template -> assertThat(template.toString()).contains("{{title}}"));
        assertThat(routing.mutes().get(0).until()).isEqualTo(Instant.parse("2026-03-01T05:00:00Z"));
    }

    @Test
    void what_is_printed_can_be_read_again_and_means_the_same() throws Exception {
        Routing routing = routing(TREE);
        String printed = ConfigPrinter.print(new ConfigFiles(dir).read(ConfigFiles.DETECT_ONLY + SINKS + TREE));
        Routing again = new ConfigFiles(dir).read(printed).routing();
        assertThat(again.labels()).isEqualTo(routing.labels());
        assertThat(again.mutes()).isEqualTo(routing.mutes());
        assertThat(again.routes().get(1).children().get(0).spacing())
                .isEqualTo(routing.routes().get(1).children().get(0).spacing());
    }

    @Test
    void a_template_that_would_skip_the_escaping_is_refused() throws Exception {
        assertThat(new ConfigFiles(dir)
                        .problems(ConfigFiles.DETECT_ONLY + SINKS
                                + "routes: [{name: r, sinks: [chat], template: '{{{title}}}'}]\n"))
                .singleElement()
                .asString()
                .contains("routes[0].template write {{name}}");
    }

    @Test
    void two_routes_of_one_name_are_refused() throws Exception {
        assertThat(new ConfigFiles(dir)
                        .problems(ConfigFiles.DETECT_ONLY + SINKS
                                + "routes: [{name: r, sinks: [chat]}, {name: r, sinks: [siem]}]\n"))
                .singleElement()
                .asString()
                .contains("two routes are named 'r'");
    }
}
