// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.value.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes it fast must not change what it finds. */
final class IndexPropertyTest {

    private static final String[] ITEMS = {
        "verb: create",
        "verb: [get, list]",
        "verb|contains: e",
        "verb: null",
        "verb: ''",
        "verb: [patch, null]",
        "verb|neq: get",
        "verb|exists: false",
        "verb|cased: CREATE",
        "objectRef.resource: pods",
        "objectRef.resource: [secrets, 5]",
        "objectRef.subresource: ''",
        "objectRef.subresource: exec",
        "objectRef.subresource: null",
        "stage: ResponseStarted",
        "stage: RequestReceived",
        "outcome: success",
        "outcome: [denied, unknown]",
        "actor.kind: node",
        "userAgent|startswith: kube",
        "'|contains': pods",
        "requestObject.spec.x: y",
        "objectRef.apiGroup: null",
        "verb: true",
        "verb|re: ^c",
        "verb|fieldref: stage",
        "'user.groups[any]': g",
        "'verb[none]': create",
        "'objectRef.resource[all]': pods",
        "'requestObject.spec.x[any]': create",
        "verb|windash: -a",
        "stageTimestamp|hour: 1"
    };

    private static RuleSet rules(Random random, int count) {
        StringBuilder text = new StringBuilder();
        String[] conditions = {"a and b", "a or b", "not a and b", "a and not b", "not (a and b)", "1 of them", "a"};
        for (int i = 0; i < count; i++) {
            String detection = "a: [{" + item(random) + "}, {" + item(random) + "}]\nb: {" + item(random)
                    + "}\ncondition: " + conditions[random.nextInt(conditions.length)];
            text.append("---\nname: r").append(i).append('\n').append(Sigma.rule(detection));
        }
        RuleSet rules = Sigma.read(text.toString());
        assertThat(rules.hasErrors()).as(rules.problems().toString()).isFalse();
        return rules;
    }

    private static String item(Random random) {
        return ITEMS[random.nextInt(ITEMS.length)];
    }

    private static List<String> ids(Program program, byte[] event) throws IOException {
        return program.run(AuditView.decode(event, Fact.values().length)).hits().stream()
                .map(hit -> hit.rule().id() + hit.matched())
                .toList();
    }

    private static void assertIndexChangesNothing(List<Rule> rules, List<byte[]> events) throws IOException {
        Program indexed = Program.audit(rules);
        Program plain = Program.auditWithoutIndex(rules);
        for (byte[] event : events) {
            assertThat(ids(indexed, event))
                    .as(new String(event, StandardCharsets.UTF_8))
                    .isEqualTo(ids(plain, event));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void indexNeverChangesTheResult(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(Events.random(random).getBytes(StandardCharsets.UTF_8));
        }
        assertIndexChangesNothing(rules(random, 130).rules(), events);
    }

    @Test
    void indexNeverChangesTheResultOfShippedRulesOnRecordedEvents() throws IOException {
        RuleSet shipped = new RuleFolder(List.of(Path.of("../rules/audit"))).rules(new KubernetesAuditMapping());
        assertThat(shipped.rules()).hasSizeGreaterThan(90);
        List<byte[]> events = new ArrayList<>(Events.recorded());
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            events.add(Events.random(random).getBytes(StandardCharsets.UTF_8));
        }
        assertIndexChangesNothing(shipped.rules(), events);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void slotsHoldWhatTheTreeHolds(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> events = new ArrayList<>(seed == 1 ? Events.recorded() : List.of());
        for (int i = 0; i < 2_000; i++) {
            events.add(Events.random(random).getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] json : events) {
            AuditView event = AuditView.decode(json, 0);
            AuditView onDemand = AuditView.decode(json, 0, Set.of());
            for (Envelope field : Envelope.values()) {
                if (field != Envelope.REQUEST_OBJECT && field != Envelope.RESPONSE_OBJECT) {
                    assertThat(event.value(field))
                            .as(field + " of " + new String(json, StandardCharsets.UTF_8))
                            .isEqualTo(TreePath.of(field.path()).read(event.tree()))
                            .isEqualTo(onDemand.value(field));
                }
            }
            assertThat(event.requestObject()).isEqualTo(event.tree().path("requestObject"));
        }
    }
}
