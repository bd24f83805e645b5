// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import static io.anchorwatch.streamjobs.detection.story.Cluster.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.story.Cluster.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One incident, one alert, that says who and what changed; and nothing that was there before is told as new. */
final class StoryEngineTest {

    private static RuleSet rules = new RuleSet(List.of(), List.of());

    @BeforeAll
    static void readRules(@TempDir Path folder) throws IOException {
        rule(folder, "privileged", "", "workload.privileged: true");
        rule(folder, "scaled", "service: objects", "change.fields|startswith: spec.replicas");
        rule(folder, "gone", "", "verb: delete");
        rule(folder, "unexplained", "service: objects", "attribution: unexplained");
        rule(folder, "status", "", "objectRef.subresource: status");
        rules = new RuleFolder(List.of(folder)).rules(new KubernetesAuditMapping());
        assertThat(rules.problems()).isEmpty();
    }

    private static void rule(Path folder, String name, String service, String condition) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                title: %s
                name: %s
                logsource:
                  product: kubernetes
                  %s
                detection:
                  selection:
                    outcome: success
                    %s
                  condition: selection
                level: high
                """.formatted(name, name, service, condition));
    }

    private static String deployment(boolean privileged, int replicas) {
        return """
                {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"shop"},
                 "spec":{"replicas":%d,"template":{"spec":{"containers":[
                   {"name":"web","image":"web:1","securityContext":{"privileged":%b}}]}}}}""".formatted(replicas, privileged);
    }

    private static List<String> ruleIds(Joined joined) {
        return joined.last().stream().map(alert -> alert.rule().id()).sorted().toList();
    }

    @ParameterizedTest(name = "level {0}, the object first: {1}, eager: {2}")
    @CsvSource({
        "RequestResponse, false, false",
        "RequestResponse, true, false",
        "RequestResponse, false, true",
        "RequestResponse, true, true",
        "Metadata, false, false",
        "Metadata, true, true"
    })
    void aNewPrivilegedTemplateIsOneAlertWithItsActor(String level, boolean objectFirst, boolean eager) {
        Effect made = new Cluster().write(10, wish("alice", "create", "deployments.apps", deployment(true, 1)), level);
        Joined joined = new Joined(rules, eager);
        joined.take(objectFirst ? made.change() : made.audit()).take(objectFirst ? made.audit() : made.change());
        joined.end();
        assertThat(joined.alerts).as("told once").hasSize(1);
        Alert alert = joined.alerts.get(0);
        assertThat(alert.rule().id()).isEqualTo("privileged");
        assertThat(alert.actor().name()).isEqualTo("alice");
        assertThat(alert.evidence().get(0).auditId()).isEqualTo("audit-1");
        assertThat(joined.count(level.equals("Metadata") ? "INFERRED" : "EXACT"))
                .isEqualTo(1);
    }

    @Test
    void whatTheAuditEventToldIsToldAgainWithWhatWasThereBefore() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        joined.take(cluster.listed(1, "deployments.apps", deployment(false, 1)));
        Effect made =
                cluster.write(10, wish("alice", "update", "deployments.apps", deployment(true, 1)), "RequestResponse");
        joined.take(made.audit()).take(made.change()).end();
        assertThat(joined.alerts)
                .extracting(alert -> alert.episode().revision())
                .containsExactly(0, 1);
        Alert told = joined.last().get(0);
        assertThat(told.changes())
                .containsExactly(new Alert.Change(
                        "/spec/template/spec/containers/0/securityContext/privileged", "false", "true"));
        assertThat(told.evidence()).hasSize(2);
        assertThat(told.id()).isEqualTo(joined.alerts.get(0).id());
    }

    @Test
    void whatIsThereAtTheFirstListingOrWasThereBeforeIsNoNews() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        joined.take(cluster.listed(1, "deployments.apps", deployment(true, 1)));
        joined.take(cluster.write(10, wish("alice", "update", "deployments.apps", deployment(true, 2)), "Metadata")
                        .change())
                .end();
        assertThat(joined.count("BASELINE")).isEqualTo(1);
        assertThat(ruleIds(joined)).containsExactly("scaled");
    }

    @Test
    void aChangeOfNoiseAloneIsNotJudged() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        joined.take(cluster.listed(1, "deployments.apps", deployment(false, 1)));
        String busy = deployment(false, 1)
                .replace("\"spec\":{\"replicas\"", "\"status\":{\"replicas\":1},\"spec\":{\"replicas\"");
        joined.take(cluster.write(10, wish("alice", "update", "deployments.apps", busy), "")
                        .change())
                .end();
        assertThat(joined.count("QUIET")).isEqualTo(1);
        assertThat(joined.alerts).isEmpty();
    }

    @ParameterizedTest(name = "audited before: {0}, audit alive: {1}")
    @CsvSource({"true, true, UNEXPLAINED", "true, false, UNKNOWN", "false, true, UNKNOWN"})
    void aChangeWithoutARequestIsOddOnlyWhereAuditWorks(boolean audited, boolean alive, String expected) {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        if (audited) {
            Effect before =
                    cluster.write(1, wish("alice", "create", "deployments.apps", deployment(false, 1)), "Metadata");
            joined.take(before.audit()).take(before.change());
        } else {
            joined.take(cluster.listed(1, "deployments.apps", deployment(false, 1)));
        }
        joined.take(cluster.write(60, wish("", "update", "deployments.apps", deployment(true, 1)), "")
                .change());
        if (alive) {
            joined.take(cluster.read(61));
        }
        joined.end();
        assertThat(joined.count(expected)).isEqualTo(1);
        assertThat(ruleIds(joined).contains("unexplained")).isEqualTo(expected.equals("UNEXPLAINED"));
        Alert alert = joined.last().stream()
                .filter(told -> told.rule().id().equals("privileged"))
                .findFirst()
                .orElseThrow();
        assertThat(alert.actor().kind()).isEqualTo("unknown");
    }

    @Test
    void aLateRequestIsWaitedForAsLongAsItsStreamIsBehind() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, true);
        Effect made = cluster.write(10, wish("alice", "create", "deployments.apps", deployment(true, 1)), "Metadata");
        joined.take(made.change()).reach(Joined.OBJECTS, 40).reach(Joined.AUDIT, 9);
        assertThat(joined.alerts).as("audit is behind").isEmpty();
        joined.take(made.audit()).reach(Joined.AUDIT, 40);
        assertThat(joined.alerts).hasSize(1);
        assertThat(joined.alerts.get(0).actor().name()).isEqualTo("alice");
    }

    @Test
    void withoutAnyAuditTheWaitIsBounded() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, true);
        joined.take(cluster.write(10, wish("", "create", "deployments.apps", deployment(true, 1)), "")
                .change());
        joined.reach(Joined.OBJECTS, 14).reach(Joined.AUDIT, 14);
        assertThat(joined.alerts).isEmpty();
        joined.reach(Joined.OBJECTS, 15.1).reach(Joined.AUDIT, 15.1);
        assertThat(ruleIds(joined)).containsExactly("privileged");
    }

    @Test
    void aPodIsToldWithWhoeverAppliedItsDeployment() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, true);
        Effect top =
                cluster.write(10, wish("alice", "create", "deployments.apps", deployment(false, 1)), "RequestResponse");
        String set = owned("ReplicaSet", "web-1", "Deployment", "web", cluster.uid("deployments.apps", "web"), false);
        Effect middle = cluster.write(
                11,
                wish("system:serviceaccount:kube-system:replicaset-controller", "create", "replicasets.apps", set),
                "RequestResponse");
        String pod = owned("Pod", "web-1-x", "ReplicaSet", "web-1", cluster.uid("replicasets.apps", "web-1"), true);
        Effect bottom = cluster.write(
                12, wish("system:serviceaccount:kube-system:replicaset-controller", "create", "pods", pod), "Metadata");
        for (Effect effect : List.of(bottom, middle, top)) {
            joined.take(effect.change());
        }
        for (Effect effect : List.of(middle, bottom, top)) {
            joined.take(effect.audit());
        }
        joined.end();
        Alert alert = joined.last().get(0);
        assertThat(alert.target().name()).isEqualTo("web-1-x");
        assertThat(alert.actor().kind()).isEqualTo("control-plane");
        assertThat(alert.actor().onBehalfOf()).isEqualTo("alice");
    }

    private static String owned(
            String kind, String name, String ownerKind, String owner, String uid, boolean privileged) {
        return """
                {"kind":"%s","metadata":{"name":"%s","namespace":"shop","ownerReferences":[
                  {"kind":"%s","name":"%s","uid":"%s","controller":true}]},
                 "spec":{"containers":[{"name":"c","securityContext":{"privileged":%b}}]}}""".formatted(kind, name, ownerKind, owner, uid, privileged);
    }

    @Test
    void aReferenceToAnOwnerOfAnotherUidNamesNobody() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        Effect top =
                cluster.write(10, wish("alice", "create", "deployments.apps", deployment(false, 1)), "RequestResponse");
        String pod = owned("Pod", "forged", "Deployment", "web", "uid-of-no-one", true);
        Effect forged = cluster.write(12, wish("mallory", "create", "pods", pod), "RequestResponse");
        joined.take(top.audit())
                .take(top.change())
                .take(forged.audit())
                .take(forged.change())
                .end();
        assertThat(joined.last().get(0).actor().name()).isEqualTo("mallory");
        assertThat(joined.last().get(0).actor().onBehalfOf()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Metadata", "RequestResponse"})
    void aDeletedObjectNamesWhoDeletedIt(String level) {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        joined.take(cluster.listed(1, "deployments.apps", deployment(false, 1)));
        Effect gone = cluster.write(10, wish("mallory", "delete", "deployments.apps", deployment(false, 1)), level);
        joined.take(gone.change()).take(gone.audit()).end();
        assertThat(joined.alerts).hasSize(1);
        assertThat(joined.alerts.get(0).actor().name()).isEqualTo("mallory");
    }

    @Test
    void statusIsExplainedByAWriteOfStatusOnly() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        String service =
                "{\"kind\":\"Service\",\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\"},\"spec\":{\"type\":\"LoadBalancer\"}%s}";
        joined.take(cluster.listed(1, "services", service.formatted("")));
        String edited = service.formatted(",\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"203.0.113.9\"}]}}");
        Effect status =
                cluster.write(10, new Cluster.Wish("mallory", "patch", "services", "status", edited), "Metadata");
        Effect label = new Cluster().write(10.2, wish("alice", "patch", "services", service.formatted("")), "Metadata");
        joined.take(label.audit()).take(status.audit()).take(status.change()).end();
        assertThat(joined.last())
                .filteredOn(alert -> alert.rule().id().equals("status"))
                .extracting(alert -> alert.actor().name())
                .containsExactly("mallory");
        assertThat(joined.last().get(0).changes()).isNotEmpty();
    }

    @Test
    void whatIsSentAgainIsNotJudgedAgain() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        Effect first = cluster.write(10, wish("alice", "create", "deployments.apps", deployment(false, 1)), "Metadata");
        Effect second =
                cluster.write(11, wish("alice", "update", "deployments.apps", deployment(false, 5)), "Metadata");
        for (int round = 0; round < 3; round++) {
            joined.take(first.change()).take(second.change());
        }
        joined.end();
        assertThat(joined.count("REPEATED")).isEqualTo(4);
        assertThat(ruleIds(joined)).containsExactly("scaled");
    }

    @Test
    void whatIsSettledIsForgottenAndObjectsAreKeptOnce() {
        Cluster cluster = new Cluster();
        Joined joined = new Joined(rules, false);
        for (int i = 0; i < 500; i++) {
            Effect effect = cluster.write(
                    10 + i,
                    wish("alice", i == 0 ? "create" : "update", "deployments.apps", deployment(false, i)),
                    "RequestResponse");
            joined.take(effect.audit()).take(effect.change());
        }
        joined.reach(Joined.AUDIT, 10_000).reach(Joined.OBJECTS, 10_000);
        assertThat(joined.count("EXACT")).isEqualTo(500);
        assertThat(joined.stored()).as("keys left").isLessThan(10);
    }

    /** Two streams, each in its order, brought together in any way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whichStreamComesFirstDoesNotMatter(long seed) {
        List<Effect> effects = history(seed);
        Joined inOrder = new Joined(rules, false);
        effects.forEach(effect -> inOrder.take(effect.audit()).take(effect.change()));
        String expected = inOrder.end().text();
        assertThat(expected.lines().count()).isGreaterThan(5);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5; round++) {
            Joined mixed = new Joined(rules, false);
            List<ClusterEvent> audit = new ArrayList<>();
            List<ClusterEvent> objects = new ArrayList<>();
            effects.forEach(effect -> {
                if (effect.audit() != null) {
                    audit.add(effect.audit());
                }
                objects.add(effect.change());
            });
            while (!audit.isEmpty() || !objects.isEmpty()) {
                boolean fromAudit = objects.isEmpty() || (!audit.isEmpty() && random.nextBoolean());
                ClusterEvent next = (fromAudit ? audit : objects).remove(0);
                mixed.take(next);
                double second = (Cluster.timeMicros(next)
                                - Cluster.timeMicros(effects.get(0).change()))
                        / 1e6;
                mixed.reach(fromAudit ? Joined.AUDIT : Joined.OBJECTS, second);
            }
            assertThat(mixed.end().text()).isEqualTo(expected);
        }
    }

    private static List<Effect> history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster cluster = new Cluster();
        List<Effect> effects = new ArrayList<>();
        List<String> levels = List.of("RequestResponse", "Metadata", "");
        for (int i = 0; i < 60; i++) {
            String verb = i == 0 ? "create" : random.nextInt(8) == 0 ? "delete" : "update";
            boolean exists = !cluster.uid("deployments.apps", "web").isEmpty();
            String user = List.of("alice", "bob", "mallory").get(random.nextInt(3));
            effects.add(cluster.write(
                    i * 7.0,
                    wish(
                            user,
                            exists ? verb : "create",
                            "deployments.apps",
                            deployment(random.nextBoolean(), random.nextInt(4))),
                    levels.get(random.nextInt(3))));
        }
        return effects.stream()
                .filter(effect -> effect.change().type() != ObjectChange.Type.DELETED || effect.audit() != null)
                .toList();
    }
}
