// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Only rules that an event reaches are timed, each by itself. */
final class RuleTimerTest {

    private static final RuleSet RULES = Sigma.read(String.join(
            "\n---\n",
            Sigma.rule("s: {verb: delete}\ncondition: s").replace("title: T", "title: T\nname: other-verb"),
            Sigma.rule("s: {verb: create, user.username: alice}\ncondition: s")
                    .replace("title: T", "title: T\nname: fires"),
            Sigma.rule("s: {verb: create}\nt: {responseStatus.code: 403}\ncondition: s and t")
                    .replace("title: T", "title: T\nname: reached-only")));

    private static final byte[] EVENT =
            ("{\"auditID\":\"a\",\"stage\":\"ResponseComplete\",\"verb\":\"create\",\"user\":{\"username\":\"alice\"},"
                            + "\"responseStatus\":{\"code\":201}}")
                    .getBytes(UTF_8);

    @Test
    void times_what_the_index_lets_through_and_the_caller_asks_for() throws IOException {
        AtomicLong clock = new AtomicLong();
        RuleTimer timer = new RuleTimer(RULES, () -> clock.getAndAdd(4_000));
        Map<String, Long> took = new TreeMap<>();
        Map<String, Long> reached = new TreeMap<>();
        RuleTimer.Sink sink = new RuleTimer.Sink() {
            @Override
            public boolean reached(String rule) {
                return reached.merge(rule, 1L, Long::sum) < 2;
            }

            @Override
            public void took(String rule, long nanos) {
                took.merge(rule, nanos, Long::sum);
            }
        };
        timer.time(EVENT, sink);
        timer.time(EVENT, sink);
        assertThat(reached).isEqualTo(Map.of("fires", 2L, "reached-only", 2L));
        // The clock goes 4 µs on at each look; four rounds are one look apart.
        assertThat(took).isEqualTo(Map.of("fires", 1_000L, "reached-only", 1_000L));
        assertThat(timer.held()).isEqualTo(4);
    }
}
