// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.sinks.console.TerminalText;
import io.anchorwatch.streamjobs.detection.posture.ClusterState;
import io.anchorwatch.streamjobs.detection.posture.Item;
import io.anchorwatch.streamjobs.detection.posture.Posture;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are their author's: a report must show them and do nothing else with them. */
final class HostileNamesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<String> names() {
        return Stream.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</style><script>alert(1)</script>",
                "a\u202eb\u200f\u2066c",
                "\u001b[2Jgone\u0007",
                "line\nbreak\r\u2028x",
                "&lt;already&gt;",
                "\ud800",
                "x".repeat(10_000),
                "字".repeat(10_000));
    }

    private static Item object(String resource, String namespace, String name, String json) {
        try {
            ObjectNode object = (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
            object.putObject("metadata").put("namespace", namespace).put("name", name);
            String[] words = resource.split("/", 2);
            return new Item(new ObjectRef(words[0], "v1", words[1], namespace, name), object);
        } catch (java.io.IOException wrong) {
            throw new java.io.UncheckedIOException(json, wrong);
        }
    }

    /** The name in every place that a report shows. */
    private static Told told(String name) {
        List<Item> items = new ArrayList<>();
        items.add(object("/namespaces", "", name, "{}"));
        items.add(object(
                "/pods", name, name, "{'spec':{'hostPID':true,'serviceAccountName':'a','containers':[{'name':'c'}]}}"));
        items.add(object("/serviceaccounts", name, "default", "{}"));
        items.add(object(
                "rbac.authorization.k8s.io/clusterroles",
                "",
                name,
                "{'rules':[{'apiGroups':['*'],'resources':['*'],'verbs':['*']}]}"));
        Item binding = object("rbac.authorization.k8s.io/clusterrolebindings", "", name, "{}");
        ObjectNode body = (ObjectNode) binding.object();
        body.putObject("roleRef").put("kind", "ClusterRole").put("name", name);
        body.putArray("subjects").addObject().put("kind", name).put("name", name);
        items.add(binding);
        Item ingress = object("networking.k8s.io/ingresses", name, name, "{}");
        ((ObjectNode) ingress.object())
                .putObject("spec")
                .putArray("rules")
                .addObject()
                .put("host", name);
        items.add(ingress);
        return new Told(
                name,
                Optional.empty(),
                "files",
                List.of(name),
                Posture.of(new ClusterState(items), new RuleSet(List.of(), List.of())));
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageHoldsNoMarkUpOfTheirs(String name) {
        String page = PostureHtml.render(told(name));
        String known = page.replace("<script>" + PageParts.SCRIPT + "</script>", "")
                .replace("<style>" + PageParts.STYLE + "</style>", "");
        assertThat(known).doesNotContain("<script", "<img", "<style");
        assertThat(known.replaceAll("<[^>]*>", "")).doesNotContain("<", ">");
        assertThat(known.replaceAll("<[a-z0-9]+( [a-z-]+(=\"[^\"<>]*\")?)*>|</[a-z0-9]+>|<!doctype html>", ""))
                .doesNotContain("<", "\"", "'");
        assertThat(page.codePoints()
                        .filter(point -> Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.SURROGATE
                                || (Character.isISOControl(point) && point != '\n')))
                .isEmpty();
        assertThat(page.length()).as("a long name is cut").isLessThan(100_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTableKeepsItsLinesAndItsWidth(String name) {
        for (int columns : List.of(80, 120)) {
            String table = new PostureTable(told(name), columns).render();
            for (String line : table.split("\n", -1)) {
                assertThat(TerminalText.clean(line)).isEqualTo(line);
                if (!line.startsWith("    kubectl")) {
                    assertThat(line.codePointCount(0, line.length())).as(line).isLessThanOrEqualTo(columns);
                }
            }
        }
    }
}
