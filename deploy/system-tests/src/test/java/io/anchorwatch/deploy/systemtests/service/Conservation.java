// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** The equations that deploy/README.md promises, on values scraped at a quiet moment. */
record Conservation(Map<String, Double> metrics) {

    void holds() {
        assertThat(webhook("published") + webhook("spooled") + webhook("rejected"))
                .as("received = published + spooled + rejected")
                .isEqualTo(value("anchorwatch_webhook_events_received_total"));
        assertThat(job("evaluated") + job("repeated") + job("dead_lettered"))
                .as("consumed = evaluated + repeated + dead-lettered")
                .isEqualTo(consumed());
        for (String sink : new String[] {"console", "file"}) {
            assertThat(sink("delivered_total", sink)
                            + sink("rejected_total", sink)
                            + sink("filtered_total", sink)
                            + sink("returned_total", sink)
                            + sink("waiting", sink))
                    .as("received = delivered + rejected + filtered + returned + waiting of " + sink)
                    .isEqualTo(sink("received_total", sink));
        }
    }

    double consumed() {
        return value("anchorwatch_job_consumed_total");
    }

    double webhook(String outcome) {
        return value("anchorwatch_webhook_events_total{outcome=\"" + outcome + "\"}");
    }

    double job(String outcome) {
        return value("anchorwatch_job_events_total{outcome=\"" + outcome + "\"}");
    }

    double sink(String name, String sink) {
        return value("anchorwatch_sink_" + name + "{sink=\"" + sink + "\"}");
    }

    double value(String name) {
        assertThat(metrics).containsKey(name);
        return metrics.getOrDefault(name, Double.NaN);
    }
}
