// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.HttpSettings;

/** {@code type: teams}. */
public final class TeamsType implements SinkType {

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        return new TeamsConfig(
                name,
                HttpSettings.readSecret(settings, "${file:/run/secrets/teams-workflow-url}"),
                settings.span("pace", TeamsConfig.PACE));
    }
}
