// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formulae, against sums done by hand. */
final class PlanTest {

    private static final Demand SMALL = new Demand(2, 1_000, 1_000, 97, 1_000, 100, 50, 200, 10, 3, 0.5);

    private static Demand demand(int clusters, double events, int rules) {
        return new Demand(clusters, events, 2_500, rules, 1e6, events / 50, events / 1e3, events / 10, 1e6, 3, 0.6);
    }

    private static Plan plan(Demand demand, int partitions) {
        return Plan.of(demand, Costs.MEASURED, partitions);
    }

    /** 2 clusters x 4 partitions tell 4 that correlate and 4 that join, 2 x 4 of objects tell 4: 96 a second. */
    @Test
    void a_small_case_by_hand() {
        Plan plan = plan(SMALL, 4);
        assertThat(plan.progressMessages()).isCloseTo(96, within(0.01));
        assertThat(plan.progressCores()).isCloseTo(96 / 200_000.0, within(1e-6));
        assertThat(plan.ingestCores()).isCloseTo(1_000 / 19_470.0, within(1e-9));
        assertThat(plan.detectCores()).isCloseTo(1_000 / 26_673.0, within(1e-9));
        assertThat(plan.storyCores()).isCloseTo(200 / 102_000.0 + 100 / 7_678.0, within(1e-9));
        double stored = 1_300_000 * Costs.COMPRESSED + 96 * 50;
        assertThat(plan.diskBytes()).isCloseTo(3 * stored, within(10.0));
        assertThat(plan.networkBytes()).isCloseTo(4 * stored, within(10.0));
        assertThat(plan.stateBytes()).isCloseTo(1_000 * 832.57 + 10 * 930, within(100.0));
    }

    @Test
    void a_thousand_busy_clusters_in_a_hundred_partitions_need_thirty_million_messages() {
        assertThat(ProgressLoad.messages(demand(1_000, 1e9, 166), 100, 1)).isCloseTo(3e7, within(1.0));
        // Of that, those to one stage: the product of partitions, partitions and clusters.
        assertThat(ProgressLoad.messages(1_000, 100, 1e4, 100, 1)).isCloseTo(1e7, within(1.0));
    }

    @Test
    void clusters_that_send_little_are_told_of_less_often_but_never_not_at_all() {
        assertThat(ProgressLoad.tells(1e-9, 1)).isEqualTo(0.2);
        assertThat(ProgressLoad.tells(1, 1)).isCloseTo(1 - Math.exp(-1), within(1e-12));
        assertThat(ProgressLoad.tells(1_000, 1)).isEqualTo(1);
    }

    @Test
    void at_the_limit_progress_costs_what_detection_costs() {
        Demand demand = demand(1_000, 1e9, 166);
        double perPartition = 0.6;
        int limit = (int) Math.round(ProgressLoad.partitionsAtLimit(1_000, 200_000, perPartition));
        assertThat(limit).isEqualTo(40);
        assertThat(plan(demand, limit).progressCores()).isCloseTo(limit * perPartition, within(0.01));
    }

    @Test
    void partitions_are_as_many_as_keep_each_task_below_the_utilisation() {
        Demand demand = demand(1_000, 1_000_000, 166);
        int partitions = Plan.partitions(demand, Costs.MEASURED);
        double busy = plan(demand, partitions).detectCores();
        assertThat(busy / partitions).isLessThanOrEqualTo(0.6);
        assertThat(busy / (partitions - 1)).isGreaterThan(0.6);
        assertThat(Plan.partitions(SMALL, Costs.MEASURED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"10,20000", "1000,1000000"})
    void more_of_anything_never_costs_less(int clusters, double events) {
        Plan less = plan(demand(clusters, events, 166), 20);
        assertThat(plan(demand(clusters, 2 * events, 166), 20).cores()).isGreaterThan(less.cores());
        assertThat(plan(demand(2 * clusters, events, 166), 20).progressMessages())
                .isGreaterThan(less.progressMessages());
        assertThat(plan(demand(clusters, events, 3_000), 20).detectCores()).isGreaterThan(less.detectCores());
        assertThat(plan(demand(clusters, events, 166), 21).progressMessages()).isGreaterThan(less.progressMessages());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void a_split_takes_the_same_load_with_less_progress(int installations) {
        Demand whole = demand(1_000, 1_000_000, 166);
        Demand part = whole.split(installations);
        assertThat(part.events() * installations).isCloseTo(whole.events(), within(1e-6));
        assertThat(part.clusters() * installations).isGreaterThanOrEqualTo(whole.clusters());
        Plan one = plan(whole, Plan.partitions(whole, Costs.MEASURED));
        Plan each = plan(part, Plan.partitions(part, Costs.MEASURED));
        assertThat(each.detectCores() * installations).isCloseTo(one.detectCores(), within(1e-6));
        assertThat(each.progressMessages() * installations).isLessThan(one.progressMessages() / installations);
    }

    @Test
    void rules_cost_what_was_measured() {
        assertThat(1 / Costs.MEASURED.matchSeconds(166)).isCloseTo(103_510, within(1e-6));
        double ten = Costs.MEASURED.matchSeconds(10);
        assertThat(Costs.MEASURED.matchSeconds(1_000) / ten).isCloseTo(1.36, within(1e-9));
        assertThat(Costs.MEASURED.matchSeconds(3_000) / ten).isCloseTo(1.62, within(1e-9));
    }
}
