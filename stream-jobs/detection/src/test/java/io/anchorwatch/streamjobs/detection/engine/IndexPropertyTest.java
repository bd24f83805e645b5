// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private static List<Rule> rulesOf(List<Expression> conditions) {
        Rule model =
                Sigma.read(Sigma.rule("s: {verb: get}\ncondition: s")).rules().get(0);
        List<Rule> rules = new ArrayList<>();
        for (Expression condition : conditions) {
            rules.add(new Rule(
                    new Alert.RuleRef(
                            "r" + rules.size(), "1", model.ref().logicHash(), "T", List.of(), "", List.of(), ""),
                    model.severity(),
                    model.riskScore(),
                    model.status(),
                    model.description(),
                    model.falsePositives(),
                    model.auditLevel(),
                    model.logSource(),
                    condition,
                    model.message(),
                    model.names(),
                    model.file()));
        }
        return rules;
    }

    private static List<String> ids(Program program, EventView event, Scratch scratch) {
        return program.run(event, scratch).hits().stream()
                .map(hit -> hit.rule().id() + hit.matched())
                .toList();
    }

    private static int assertIndexChangesNothing(List<Rule> rules, List<byte[]> events) throws IOException {
        Program plain = Program.audit(rules, Program.Indexed.NEVER);
        Program indexed = Program.audit(rules, Program.Indexed.WHEN_WORTH_IT);
        Program always = Program.audit(rules, Program.Indexed.ALWAYS);
        Scratch own = new Scratch();
        Scratch shared = new Scratch();
        int hits = 0;
        for (byte[] event : events) {
            List<String> expected = ids(plain, decoded(event), new Scratch());
            assertThat(ids(indexed, decoded(event), own))
                    .as(new String(event, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            assertThat(ids(always, decoded(event), shared))
                    .as(new String(event, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            hits += expected.size();
        }
        return hits;
    }

    private static AuditView decoded(byte[] event) throws IOException {
        return AuditView.decode(event, Fact.values().length);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void indexNeverChangesTheResultOfAnyKindOfCondition(long seed) throws IOException {
        Random random = new Random(seed);
        RandomExpressions conditions = new RandomExpressions(random);
        List<Rule> rules = rulesOf(
                IntStream.range(0, 300).mapToObj(i -> conditions.next(3)).toList());
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            events.add(Events.random(random).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(assertIndexChangesNothing(rules, events)).isGreaterThan(1_000);
        assertThat(conditions.made()).as("kinds of conditions and tests").containsAll(kinds());

        Program plain = Program.json(rules, Program.Indexed.NEVER);
        Program always = Program.json(rules, Program.Indexed.ALWAYS);
        Scratch scratch = new Scratch();
        for (byte[] event : events) {
            EventView record = new JsonView(AuditView.parse(event));
            assertThat(ids(always, record, scratch)).isEqualTo(ids(plain, record, new Scratch()));
        }
    }

    private static List<Class<?>> kinds() {
        return Stream.of(Expression.class, ValueTest.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .<Class<?>>map(kind -> kind)
                .toList();
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
        RuleSet shipped = new RuleFolder(List.of(Path.of("../rules/catalogue"))).rules(new KubernetesAuditMapping());
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
