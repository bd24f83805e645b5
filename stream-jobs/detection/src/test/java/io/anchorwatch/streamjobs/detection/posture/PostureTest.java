// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import static io.anchorwatch.streamjobs.detection.posture.Objects.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules held against all objects, scored by reach. */
final class PostureTest {

    private static final RuleSet RULES = Sigma.read("""
            title: Privileged pod
            name: pod-privileged
            logsource: {product: kubernetes}
            detection:
              selection: {verb: create, objectRef.resource: pods, workload.privileged: true}
              owned: {actor.kind: unknown, workload.owned: true}
              condition: selection and not owned
            level: high
            ---
            title: Privileged template
            name: template-privileged
            logsource: {product: kubernetes}
            detection:
              selection: {verb: create, workload.privileged: true}
              pods: {objectRef.resource: pods}
              condition: selection and not pods
            level: high
            ---
            title: Pod that nobody owns
            name: pod-unowned
            logsource: {product: kubernetes}
            detection:
              selection: {objectRef.resource: pods, workload.owned: false}
              condition: selection
            level: low
            ---
            title: Pod written
            name: pod-written
            logsource: {product: kubernetes}
            detection:
              selection: {verb: create, objectRef.resource: pods}
              condition: selection
            level: critical
            """);
    private static final String PRIVILEGED = "'containers':[{'name':'c','securityContext':{'privileged':true}}]";
    private static final String DEPLOYMENT =
            "{'kind':'Deployment','metadata':{'name':'web','namespace':'shop','uid':'d'},"
                    + "'spec':{'template':{'spec':{" + PRIVILEGED + "}}}}";

    private static String pod(String name, String node, String phase) {
        return "{'kind':'Pod','metadata':{'name':'" + name + "','namespace':'shop','ownerReferences':"
                + "[{'kind':'Deployment','name':'web','uid':'d','controller':true}]},'spec':{'nodeName':'" + node + "',"
                + PRIVILEGED + "},'status':{'phase':'" + phase + "'}}";
    }

    private static Finding finding(String rule, PostureReport report) {
        return report.findings().stream()
                .filter(found -> found.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rules(PostureReport report) {
        return report.findings().stream()
                .map(Finding::rule)
                .filter(rule -> !rule.startsWith("posture-"))
                .toList();
    }

    @Test
    void ownedPodsAreOneObjectOfTheFindingWithTheirNumberAndNodes() {
        PostureReport report = Posture.of(
                Objects.state(
                        DEPLOYMENT, pod("a", "n1", "Running"), pod("b", "n2", "Running"), pod("c", "n3", "Failed")),
                RULES);
        Finding privileged = finding("pod-privileged", report);
        assertThat(privileged.holders())
                .isEqualTo(new TreeMap<>(Map.of(new Holder("deployments.apps", "shop", "web"), 2)));
        assertThat(privileged.reach().nodes()).containsExactly("n1", "n2");
        assertThat(privileged.score()).isEqualTo(125L * (1 + 1 + 2));
        assertThat(report.counts().over()).isEqualTo(1);
        assertThat(rules(report))
                .as("neither the same twice, nor of owned pods that nobody owns them")
                .containsExactly("pod-privileged");
    }

    @Test
    void aTemplateWithoutPodsIsJudgedAsThePodItMakes() {
        assertThat(rules(Posture.of(Objects.state(DEPLOYMENT), RULES))).containsExactly("pod-privileged");
    }

    @Test
    void aRuleAboutTheWritingAloneIsNoPosture() {
        String pod = named("Pod", "shop", "p", "'spec':{'containers':[{'name':'c'}]}");
        assertThat(rules(Posture.of(Objects.state(pod), RULES))).containsExactly("pod-unowned");
    }

    @ParameterizedTest
    @CsvSource({"INFORMATIONAL,1", "LOW,5", "MEDIUM,25", "HIGH,125", "CRITICAL,625"})
    void aLevelCountsFiveTimesTheOneBelow(Severity severity, long weight) {
        Finding alone = new Finding("r", "t", severity, new TreeMap<>(), Reach.NONE, "");
        Finding far = new Finding(
                "r",
                "t",
                severity,
                new TreeMap<>(),
                Reach.of(Set.of("a", "b"), Set.of("User/x"), Set.of("n"), Set.of("1:1", "2:2")),
                "");
        assertThat(alone.score()).isEqualTo(weight);
        assertThat(far.score()).isEqualTo(weight * 7);
    }

    @Test
    void theOrderOfTheObjectsDoesNotMatter() {
        List<Item> items = new ArrayList<>();
        for (String object : List.of(
                DEPLOYMENT,
                pod("a", "n1", "Running"),
                pod("b", "n2", "Running"),
                named("Namespace", "", "shop", ""),
                named("Namespace", "", "<script>alert(1)</script>", ""),
                named("ServiceAccount", "shop", "default", ""),
                Objects.role("loose", "*", "*"),
                Objects.binding("ClusterRoleBinding", "", "b", "loose", Objects.account("shop", "default")))) {
            items.add(Objects.item(object));
        }
        PostureReport first = Posture.of(new ClusterState(items), RULES);
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(items, random);
            assertThat(Posture.of(new ClusterState(items), RULES)).isEqualTo(first);
        }
        assertThat(first.findings())
                .extracting(Finding::rule)
                .contains("posture-admin-equivalent", "posture-workload-is-admin");
    }
}
