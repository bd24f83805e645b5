// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events by somebody who knows the rules and would like theirs not to apply. */
final class HostileEventTest {

    private static final String HEAD =
            "{\"level\":\"Request\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\",\"verb\":\"patch\",";
    private static final String POD =
            "\"spec\":{\"hostPID\":true,\"containers\":[{\"securityContext\":{\"privileged\":true}}]}";
    private static final Detector SHIPPED = shipped();

    private static Detector shipped() {
        try {
            return new Detector(
                    new RuleFolder(List.of(Path.of("../rules/catalogue"))).rules(new KubernetesAuditMapping()));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static Stream<String> oddPatches() {
        return Stream.of(
                "\"zzz\":1e999999999",
                "\"zzz\":1e99999999999999",
                "\"zzz\":-1E-99999999999",
                "\"zzz\":" + "9".repeat(100_000),
                "\"zzz\":0." + "1".repeat(100_000),
                "\"zzz\":9223372036854775808",
                "\"" + "k".repeat(100_000) + "\":1",
                "\"zzz\":\"" + "x".repeat(1 << 20) + "\"",
                "\"zzz\":\"\\ud800\"",
                "\"zzz\":" + "[".repeat(500) + "]".repeat(500),
                "\"zzz\":[" + "{\"a\":[1,2]},".repeat(10_000) + "0]",
                "\"kind\":\"Status\"",
                "\"spec\":5",
                "\"\":{\"\":{}}",
                "\"a.b\":{\"c.d\":1}");
    }

    @ParameterizedTest
    @MethodSource("oddPatches")
    void junkInAPatchHidesNothing(String junk) {
        String event =
                HEAD + "\"objectRef\":{\"resource\":\"pods\"},\"responseStatus\":{\"code\":200},\"requestObject\":{"
                        + junk + "," + POD + "}}";
        Detector detector = new Detector(Sigma.read(
                "name: p\n" + Sigma.rule("s: {workload.privileged: true, workload.hostPID: true}\ncondition: s")));
        assertThat(judge(detector, event)).hasSize(1);
    }

    static Stream<String> oddEvents() {
        return Stream.of(
                "\"userAgent\":\"" + "kubectl ".repeat(8 << 10) + "\"",
                "\"userAgent\":[\"a\",{\"b\":1},[[\"c\"]],null,5]",
                "\"user\":\"bob\"",
                "\"user\":[{\"username\":\"bob\"}]",
                "\"user\":null,\"objectRef\":null,\"responseStatus\":null,\"annotations\":null",
                "\"user\":{\"username\":{},\"groups\":\"g\"}",
                "\"user\":{\"groups\":[" + "\"g\",".repeat(10_000) + "1]}",
                "\"sourceIPs\":[\"999.1.1.1\",\"::%eth0\",\"" + ":".repeat(60_000) + "\",7]",
                "\"objectRef\":{\"resource\":1e999999999,\"namespace\":true}",
                "\"responseStatus\":{\"code\":1e400}",
                "\"responseStatus\":{\"code\":\"403\"}",
                "\"requestObject\":\"text\",\"responseObject\":7",
                "\"requestObject\":[[],{},null,{\"path\":7},{\"op\":\"add\",\"path\":\"" + "/a".repeat(50_000)
                        + "\",\"value\":1}]",
                "\"requestURI\":\"/x?" + "dryRun=%zz&".repeat(10_000) + "\"",
                "\"requestURI\":\"%\\u0000\\ud800?command=%\"",
                "\"annotations\":{\"authorization.k8s.io/decision\":[[\"allow\"]]}",
                "\"verb\":\"get\",\"verb\":\"delete\",\"user\":{\"username\":\"a\"},\"user\":{}");
    }

    @ParameterizedTest
    @MethodSource("oddEvents")
    void everyRuleAnswersOnOddEventsWithinBounds(String fields) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> judge(SHIPPED, HEAD + fields + "}"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedBytesAreJudgedOrUnreadableButNeverThrow(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> recorded = Events.recorded();
        InMemoryRequestLog log = new InMemoryRequestLog();
        AlertCodec codec = new AlertCodec();
        for (int round = 0; round < 3_000; round++) {
            byte[] json = mutated(random, recorded);
            if (SHIPPED.judge("c", "e" + round, json, log) instanceof Judgement.Evaluated evaluated) {
                evaluated.alerts().forEach(codec::toRecord);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6, 7})
    void mutatedBytesMeetTheSameRulesWithAndWithoutIndex(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> recorded = Events.recorded();
        List<Rule> rules = new RuleFolder(List.of(Path.of("../rules/catalogue")))
                .rules(new KubernetesAuditMapping())
                .rules();
        Program plain = Program.audit(rules, Program.Indexed.NEVER);
        Program always = Program.audit(rules, Program.Indexed.ALWAYS);
        Scratch scratch = new Scratch();
        int read = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] json = mutated(random, recorded);
            AuditView event;
            try {
                event = AuditView.decode(json, Fact.values().length, plain.slots());
            } catch (IOException unreadable) {
                continue;
            }
            read++;
            AuditView again = AuditView.decode(json, Fact.values().length, Set.of());
            assertThat(always.run(again, scratch))
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(plain.run(event, new Scratch()));
        }
        assertThat(read).isGreaterThan(200);
    }

    /** An event with a few bytes overwritten, or with a piece of it standing twice. */
    private static byte[] mutated(Random random, List<byte[]> recorded) {
        byte[] json = recorded.isEmpty() || random.nextBoolean()
                ? (HEAD + Events.random(random).substring(1)).getBytes(StandardCharsets.UTF_8)
                : recorded.get(random.nextInt(recorded.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] pieces = "{}[]\",:\\eE-0\u00e9\n ".getBytes(StandardCharsets.UTF_8);
            json[random.nextInt(json.length)] = pieces[random.nextInt(pieces.length)];
        }
        if (random.nextInt(4) != 0) {
            return json;
        }
        String text = new String(json, StandardCharsets.UTF_8);
        int from = text.indexOf(",\"", random.nextInt(text.length()));
        int to = from < 0 ? -1 : text.indexOf(",\"", from + 1);
        return to < 0 ? json : (text.substring(0, to) + text.substring(from)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Alert> judge(Detector detector, String event) {
        Judgement judgement =
                detector.judge("c", "1", event.getBytes(StandardCharsets.UTF_8), new InMemoryRequestLog());
        assertThat(judgement).isInstanceOf(Judgement.Evaluated.class);
        List<Alert> alerts = ((Judgement.Evaluated) judgement).alerts();
        alerts.forEach(new AlertCodec()::toRecord);
        return alerts;
    }
}
