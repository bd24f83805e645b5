// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Actor ALICE = actor("alice", "human", "", "");
    private static final Target POD = new Target("", "pods", "", "shop", "web-0", "");
    private static final Outcome OK = new Outcome("success", 200, "");

    @Test
    void an_alert_is_told_with_who_stands_behind_it_first() {
        assertThat(Sentence.of(ExampleAlerts.privilegedPod()))
                .isEqualTo("alice@example.com (via system:serviceaccount:ci:bot) created pods shop/web-0 in prod-eu-1");
        assertThat(Sentence.of(ExampleAlerts.deniedSecrets()))
                .isEqualTo("mallory (as admin) tried to read secrets payments/* in prod-eu-1, denied (403),"
                        + " 12 times (window PT5M)");
        assertThat(Sentence.of(ExampleAlerts.unexplainedChange()))
                .isEqualTo("clusterroles view was updated in prod-eu-1 by nobody known");
    }

    @Test
    void subresources_dry_runs_and_requests_for_no_object_are_told() {
        assertThat(say(ALICE, "create", new Target("", "pods", "exec", "shop", "web-0", ""), OK))
                .isEqualTo("alice created pods/exec shop/web-0 in prod-eu-1");
        assertThat(say(ALICE, "delete", POD, new Outcome("dry-run", 200, "")))
                .isEqualTo("alice deleted pods shop/web-0 in prod-eu-1, as a dry run");
        assertThat(say(actor("", "anonymous", "", ""), "get", new Target("", "", "", "", "", "/version"), OK))
                .isEqualTo("anonymous read /version in prod-eu-1");
        assertThat(say(ALICE, "frobnicate", POD, OK)).isEqualTo("alice did frobnicate on pods shop/web-0 in prod-eu-1");
        assertThat(say(ALICE, "deletecollection", new Target("", "pods", "", "shop", "", ""), OK))
                .isEqualTo("alice deleted all pods shop/* in prod-eu-1");
    }

    @Test
    void a_name_cannot_pass_for_words_of_the_sentence() {
        assertThat(say(actor("bob (as admin) read nothing in prod\n", "human", "", ""), "delete", POD, OK))
                .isEqualTo("\"bob (as admin) read nothing in prod·\" deleted pods shop/web-0 in prod-eu-1");
        assertThat(say(actor("a\" b", "human", "", ""), "delete", POD, OK)).startsWith("\"a' b\" deleted");
    }

    @Test
    void changes_are_told_a_line_a_path() {
        assertThat(Sentence.changes(ExampleAlerts.privilegedPod(), 5))
                .containsExactly(
                        "spec.containers[0].securityContext.privileged: added true",
                        "spec.containers[0].image: \"shop/web:1.4\" → \"shop/web:1.5\"");
        assertThat(Sentence.changes(ExampleAlerts.privilegedPod(), 1))
                .hasSize(2)
                .last()
                .isEqualTo("… and 1 more");
        assertThat(Sentence.changes(ExampleAlerts.deniedSecrets(), 5)).isEmpty();
    }

    @Test
    void whatever_an_alert_holds_its_words_are_clean_and_bounded() {
        for (Alert alert : HostileCorpus.alerts()) {
            assertWithin(Sentence.of(alert), 1000);
            assertWithin(Sentence.title(alert), 200);
            Sentence.changes(alert, 10).forEach(line -> assertWithin(line, 600));
        }
    }

    private static void assertWithin(String text, int most) {
        assertThat(text).isNotEmpty();
        assertThat(text.length()).isLessThanOrEqualTo(most);
        assertThat(PlainText.clean(text)).isEqualTo(text);
    }

    private static Actor actor(String name, String kind, String impersonating, String onBehalfOf) {
        return new Actor(name, kind, List.of(), impersonating, onBehalfOf);
    }

    private static String say(Actor actor, String verb, Target target, Outcome outcome) {
        Alert like = ExampleAlerts.privilegedPod();
        return Sentence.of(new Alert(
                like.id(),
                like.fingerprint(),
                like.rule(),
                like.severity(),
                like.riskScore(),
                like.message(),
                like.time(),
                like.cluster(),
                actor,
                like.client(),
                verb,
                target,
                outcome,
                like.changes(),
                like.evidence(),
                like.episode(),
                like.correlation()));
    }
}
