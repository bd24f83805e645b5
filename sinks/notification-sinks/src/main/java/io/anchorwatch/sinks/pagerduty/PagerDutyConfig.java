// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.List;

/**
 * Settings of PagerDuty.
 *
 * @param name the sink's name
 * @param target where events are taken
 * @param routingKey the integration key of a service, or of an event orchestration
 */
public record PagerDutyConfig(String name, HttpTarget target, Secret routingKey) implements SinkConfig {

    @Override
    public List<ConfigProblem> problems() {
        return target.check(new ConfigChecks().name(name))
                .require(
                        routingKey.reveal().matches("[A-Za-z0-9]{32}"),
                        "routingKey",
                        "is no integration key: those have 32 letters and digits")
                .problems();
    }

    @Override
    public PagerDutySink open(SinkSurroundings around) {
        return new PagerDutySink(this, around.clock());
    }
}
