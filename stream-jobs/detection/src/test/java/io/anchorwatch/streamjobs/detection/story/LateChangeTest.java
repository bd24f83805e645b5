// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import static io.anchorwatch.streamjobs.detection.story.Cluster.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import io.anchorwatch.streamjobs.detection.story.Cluster.Effect;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came out of a recording late, or is only found by chance, is judged alike however far each stream has come. */
final class LateChangeTest {

    private static final RuleSet RULES =
            new SigmaReader(FieldMapping.NONE, Placeholders.NONE).read(Map.of("r.yaml", """
            title: any
            name: any
            level: low
            logsource: {product: kubernetes, service: objects}
            detection: {s: {verb|contains: e}, condition: s}
            """));

    private static final String POD = """
            {"kind":"Pod","metadata":{"name":"p","namespace":"shop"},"spec":{"nodeName":"%s"}}""";

    private static RuleSet rules(String selection) {
        return new SigmaReader(FieldMapping.NONE, Placeholders.NONE).read(Map.of("r.yaml", """
                title: any
                name: any
                level: low
                logsource: {product: kubernetes, service: objects}
                detection: {s: %s, condition: s}
                """.formatted(selection)));
    }

    private final Cluster cluster = new Cluster();
    private final Effect made = cluster.write(10, wish("alice", "create", "pods", POD.formatted("a")), "Metadata");

    private static String actors(Joined joined) {
        return joined.last().stream()
                .map(alert -> alert.actor().name() + "/" + alert.actor().kind())
                .toList()
                .toString();
    }

    @ParameterizedTest(name = "the audit stream is at {0} s")
    @ValueSource(doubles = {100, 160, 400})
    void aLateChangeIsJudgedWhenBothStreamsHavePassedTheReadersClock(double audit) {
        Joined joined = new Joined(RULES, false).take(made.audit()).reach(Joined.AUDIT, audit);
        joined.reach(Joined.OBJECTS, 99.9).takeLate(made.change(), 100);
        assertThat(joined.alerts).isEmpty();
        joined.reach(Joined.OBJECTS, 105);
        assertThat(joined.alerts).as("events of that very time may follow").isEmpty();
        joined.reach(Joined.AUDIT, audit + 10).reach(Joined.OBJECTS, 105.1);
        assertThat(actors(joined)).isEqualTo("[alice/human]");
    }

    @ParameterizedTest(name = "the audit stream has been at {0} s")
    @ValueSource(doubles = {100, 311, 700})
    void aRequestThatMayBeForgottenByThenIsNotAskedFor(double passed) {
        Joined joined = new Joined(RULES, false).take(made.audit());
        joined.reach(Joined.AUDIT, passed).reach(Joined.OBJECTS, passed);
        joined.takeLate(made.change(), 700).end();
        assertThat(actors(joined)).isEqualTo("[/unknown]");
    }

    @Test
    void aRequestThatIsInOnlyBecauseItsStreamIsFartherIsNotTheMakerInAReplay() {
        Effect later = cluster.write(100, wish("bob", "update", "pods", POD.formatted("b")), "RequestResponse");
        Effect seen = new Effect(
                later.audit(),
                Cluster.change(
                        80,
                        later.change().type(),
                        later.change().origin(),
                        "pods",
                        Pending.parse(later.change().json()).path("object")));
        Joined replayed =
                new Joined(RULES, false).take(made.change()).take(seen.audit()).take(seen.change());
        Joined live =
                new Joined(RULES, true).take(made.change()).take(seen.audit()).take(seen.change());
        assertThat(actors(replayed.end())).doesNotContain("bob");
        assertThat(actors(live.end())).contains("bob");
    }

    /** The rule below asks for the owner: it is met only where one is found. */
    @Test
    void anOwnerThatIsSeenOnlyLaterIsNotAskedFor() {
        RuleSet owned = rules("{owner.kind: ReplicaSet}");
        Effect set = cluster.write(
                24, wish("alice", "create", "replicasets.apps", POD.replace("\"Pod\"", "\"ReplicaSet\"")), "");
        String pod = """
                {"kind":"Pod","metadata":{"name":"o","namespace":"shop","ownerReferences":[
                 {"kind":"ReplicaSet","name":"p","uid":"%s","controller":true}]}}""".formatted(cluster.uid("replicasets.apps", "p"));
        Effect late = cluster.write(18, wish("system:kube-scheduler", "create", "pods", pod), "");
        Effect early =
                cluster.write(20, wish("system:kube-scheduler", "create", "pods", pod.replace("\"o\"", "\"q\"")), "");
        Joined joined =
                new Joined(owned, false).take(set.change()).take(late.change()).take(early.change());
        assertThat(joined.end().alerts)
                .extracting(alert -> alert.target().name())
                .containsExactly("q");
    }
}
