// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DetectorTest {

    private static final Detector ANY =
            new Detector(Sigma.read("name: any\n" + Sigma.rule("s: {user.username|exists: true}\ncondition: s")));
    private static final Detector REUSED =
            new Detector(Sigma.read("name: re\n" + Sigma.rule("s: {request.auditIdReused: true}\ncondition: s")));
    private static final Detector DENIED =
            new Detector(Sigma.read("name: denied\n" + Sigma.rule("s: {outcome: denied}\ncondition: s")));

    private final InMemoryRequestLog log = new InMemoryRequestLog();

    private static String event(String auditId, String stage, String more) {
        return "{\"auditID\":\"" + auditId + "\",\"stage\":\"" + stage
                + "\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\",\"user\":{\"username\":\"bob\"},\"verb\":\"get\""
                + more
                + "}";
    }

    private static Judgement judge(Detector detector, RequestLog log, String id, String json) {
        return detector.judge("c", id, json.getBytes(StandardCharsets.UTF_8), log);
    }

    private static List<Alert> alerts(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Evaluated.class);
        return ((Judgement.Evaluated) judgement).alerts();
    }

    private List<Alert> alerts(Detector detector, String id, String json) {
        return alerts(judge(detector, log, id, json));
    }

    @Test
    void bothStagesOfAnUpgradeGiveOneAlert() {
        String code = ",\"responseStatus\":{\"code\":101}";
        assertThat(alerts(ANY, "1", event("a", "RequestReceived", ""))).isEmpty();
        assertThat(alerts(ANY, "2", event("a", "ResponseStarted", code))).hasSize(1);
        assertThat(alerts(ANY, "3", event("a", "ResponseComplete", code))).isEmpty();
    }

    @Test
    void aFailedLoginIsSeenThoughItOnlyStarts() {
        assertThat(alerts(DENIED, "1", event("a", "ResponseStarted", ",\"responseStatus\":{\"code\":401}")))
                .hasSize(1);
    }

    @Test
    void repeatedEventsAreAbsorbed() {
        String json = event("a", "ResponseComplete", "");
        assertThat(alerts(ANY, "1", json)).hasSize(1);
        assertThat(judge(ANY, log, "1", json)).isInstanceOf(Judgement.Repeated.class);
    }

    @Test
    void anAuditIdOfTheClientsChoiceHidesNothing() {
        assertThat(alerts(ANY, "1", event("a", "ResponseComplete", ""))).hasSize(1);
        assertThat(alerts(ANY, "2", event("a", "ResponseComplete", ",\"requestURI\":\"/other\"")))
                .hasSize(1);
        assertThat(alerts(REUSED, "3", event("a", "ResponseComplete", ",\"requestURI\":\"/third\"")))
                .hasSize(1);
        assertThat(alerts(REUSED, "4", event("b", "ResponseComplete", ""))).isEmpty();
    }

    @Test
    void alertIsTheSameWhicheverStageComesFirst() {
        String started = event("a", "ResponseStarted", "");
        String complete = event("a", "ResponseComplete", "");
        String first = alerts(judge(ANY, new InMemoryRequestLog(), "1", started))
                .get(0)
                .id();
        String second = alerts(judge(ANY, new InMemoryRequestLog(), "2", complete))
                .get(0)
                .id();
        assertThat(first).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{}",
                "{} {}",
                "{\"stageTimestamp\":\"yesterday\"}",
                "{\"stageTimestamp\":5}",
                "{\"stageTimestamp\":\"+1000000000-12-31T23:59:59.999999999Z\"}"
            })
    void whatIsNoEventIsUnreadableWithAReason(String json) {
        assertThat(judge(ANY, log, "1", json))
                .isInstanceOfSatisfying(
                        Judgement.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason()).isNotBlank().doesNotContain("yesterday"));
    }

    @Test
    void otherEncodingsAreUnreadable() {
        byte[] utf16 = event("a", "ResponseComplete", "").getBytes(StandardCharsets.UTF_16LE);
        assertThat(ANY.judge("c", "1", utf16, log)).isInstanceOf(Judgement.Unreadable.class);
    }

    @Test
    void stateStaysSmallWhenOneIdIsUsedTenThousandTimes() {
        for (int i = 0; i < 10_000; i++) {
            String json = event("a", "S" + i + "x".repeat(i % 100), i % 2 == 0 ? "" : ",\"requestURI\":\"/" + i + "\"");
            judge(ANY, log, "event-" + i + "y".repeat(i % 100), json);
        }
        assertThat(log.get("c/a", 0)).isNotNull().hasSizeLessThan(16 << 10);
        assertThat(alerts(ANY, "z", event("a", "ResponseComplete", ",\"requestURI\":\"/last\"")))
                .hasSize(1);
    }

    @Test
    void hugeIdsAreRememberedToo() {
        String json = event("a", "ResponseComplete", "");
        assertThat(alerts(ANY, "1".repeat(70_000), json)).hasSize(1);
        assertThat(judge(ANY, log, "1".repeat(70_000), json)).isInstanceOf(Judgement.Repeated.class);
    }

    @Test
    void stateOfALaterVersionIsRefused() {
        log.put("c/a", new byte[] {9, 0, 0}, 0);
        assertThatThrownBy(() -> judge(ANY, log, "1", event("a", "ResponseComplete", "")))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("later version (9)");
    }

    @Test
    void stateSurvivesItsBytes() {
        RequestState state = RequestState.read(null, 5);
        assertThat(state.addEvent("e")).isTrue();
        assertThat(state.addStage("r", "s")).isFalse();
        assertThat(state.addFired("r", "rule")).isTrue();
        RequestState again = RequestState.read(state.write(), 6);
        assertThat(again.addEvent("e")).isFalse();
        assertThat(again.addFired("r", "rule")).isFalse();
        assertThat(again.addStage("other", "s")).isTrue();
        RequestState muchLater = RequestState.read(state.write(), 5 + RequestLog.MEMORY.toMillis() + 1);
        assertThat(muchLater.addEvent("e")).isTrue();
    }

    @Test
    void memoryForgetsWhatIsPastButNotForOneWildClock() {
        long hour = RequestLog.MEMORY.toMillis();
        for (int i = 0; i < 100; i++) {
            log.put("k" + i, new byte[0], i);
        }
        log.put("wild", new byte[0], Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            assertThat(log.get("k" + i, 0)).isNotNull();
        }
        for (int i = 0; i < 300; i++) {
            log.put("later" + i, new byte[0], 5 * hour);
        }
        assertThat(log.get("k0", 0)).isNull();
        assertThat(log.size()).isEqualTo(300);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void duplicatesAndOrderChangeNoAlertId(long seed) {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (String stage : List.of("RequestReceived", "ResponseStarted", "ResponseComplete")) {
                events.add(event("id" + i / 2, stage, ",\"requestURI\":\"/" + i + "\""));
            }
        }
        Set<String> once = ids(events);
        List<String> shuffled = new ArrayList<>(events);
        events.forEach(json -> shuffled.addAll(Collections.nCopies(random.nextInt(3), json)));
        Collections.shuffle(shuffled, random);
        assertThat(once).hasSize(100);
        assertThat(ids(shuffled)).isEqualTo(once);
    }

    private static Set<String> ids(List<String> events) {
        InMemoryRequestLog log = new InMemoryRequestLog();
        List<String> ids = new ArrayList<>();
        for (String json : events) {
            if (judge(ANY, log, "id of " + json, json) instanceof Judgement.Evaluated evaluated) {
                evaluated.alerts().forEach(alert -> ids.add(alert.id()));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    @Test
    void idAndFingerprintStayAsTheyWere() throws IOException {
        Alert alert = alerts(judge(
                        ANY,
                        log,
                        "1",
                        event("a", "ResponseComplete", ",\"objectRef\":{\"resource\":\"pods\",\"name\":\"p\"}")))
                .get(0);
        List<String> golden = Files.readAllLines(Path.of("src/test/resources/alert-identity.golden"));
        assertThat(List.of(alert.rule().logicHash(), alert.id(), alert.fingerprint()))
                .isEqualTo(golden);
    }

    @Test
    void sameEventsGiveTheSameBytes() throws IOException {
        List<byte[]> events = new ArrayList<>(Events.recorded());
        for (int i = 0; i < 50; i++) {
            events.add(event("a" + i, "ResponseComplete", "").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run(events)).isEqualTo(run(events));
    }

    private static String run(List<byte[]> events) throws IOException {
        Detector detector = new Detector(
                new RuleFolder(List.of(Path.of("../rules/catalogue"))).rules(new KubernetesAuditMapping()));
        InMemoryRequestLog log = new InMemoryRequestLog();
        AlertCodec codec = new AlertCodec();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            for (Alert alert : alerts(detector.judge("c", "e" + i, events.get(i), log))) {
                out.append(new String(codec.toRecord(alert).value(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return out.toString();
    }
}
