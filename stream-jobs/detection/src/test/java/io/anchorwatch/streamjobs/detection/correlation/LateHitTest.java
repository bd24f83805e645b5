// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hits that come after their time was settled: a time is settled once an event ten seconds later was seen. */
final class LateHitTest {

    private static final String BURST =
            "type: event_count\nrules: [get]\ngroup-by: [user.username]\ntimespan: 10s\ncondition: {gte: 2}";
    private static final String FEW = BURST.replace("gte", "lte");
    private static final String ALONE = "type: temporal\nrules: [get, delete]\ngroup-by: [user.username]\n"
            + "timespan: 10s\ncondition: get and not delete";

    private final List<Alert> alerts = new ArrayList<>();
    private long tooLate;

    private List<String> told(String correlation, String... events) {
        InMemoryJob job =
                new InMemoryJob(Timeline.rules(correlation), CorrelationSettings.settledInOnePlace(), alerts::add);
        for (String event : events) {
            Timeline.accept(job, event);
        }
        job.finish();
        tooLate = job.tooLate();
        return alerts.stream()
                .filter(alert -> alert.rule().id().equals("c0"))
                .map(Timeline::shown)
                .toList();
    }

    @Test
    void anOpenEpisodeGrows() {
        assertThat(told(BURST, "20 get a", "21 get a", "33 list b", "20.5 get a", "20.7 get a", "90 list b"))
                .containsExactly("c0 open x2 =2 @21..21", "c0 update x4 =2 @21..21", "c0 close x4 =2 @21..21");
        assertThat(alerts.get(alerts.size() - 1).evidence())
                .hasSize(4)
                .isSortedAccordingTo((one, other) -> one.time().compareTo(other.time()));
    }

    @Test
    void aClosedEpisodeIsToldAgainAsClosed() {
        List<String> told = told(BURST, "20 get a", "22 get a", "42 list b", "31 list b", "22 list a", "21 get a");

        assertThat(told).containsExactly("c0 open x2 =2 @22..22", "c0 close x2 =2 @22..22");
        assertThat(tooLate).as("a span behind what is settled").isEqualTo(1);
    }

    @Test
    void aRepeatedLateHitChangesNothing() {
        assertThat(told(BURST, "20 get a", "22 get a", "33 list b", "22 get a", "90 list b"))
                .containsExactly("c0 open x2 =2 @22..22", "c0 close x2 =2 @22..22");
    }

    @Test
    void whatIsNotJudgedYetIsJudgedWithIt() {
        assertThat(told(ALONE, "20 get a", "31.5 list b", "21 delete a", "90 list b"))
                .isEmpty();
        assertThat(told(FEW, "20 get a", "31.5 list b", "21 get a", "21.2 get a", "90 list b"))
                .isEmpty();
        assertThat(tooLate).isZero();
    }

    @Test
    void aLateFirstEventMovesTheWindow() {
        assertThat(told(FEW, "22 get a", "33 list b", "21 get a", "31.5 get a", "90 list b"))
                .containsExactly(
                        "c0 open x2 =2 @31..22",
                        "c0 close x2 =2 @31..22",
                        "c0 open x1 =1 @41.5..31.5",
                        "c0 close x1 =1 @41.5..31.5");
    }

    @Test
    void whatIsJudgedStaysJudged() {
        assertThat(told(ALONE, "20 get a", "50 list b", "21 delete a", "90 list b"))
                .containsExactly("c0 open x1 =1 @30..20", "c0 close x1 =1 @30..20");
        assertThat(tooLate).isEqualTo(1);
    }
}
