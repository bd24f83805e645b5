// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.util.List;

/**
 * Settings of Google Security Operations.
 *
 * @param name the sink's name
 * @param target the endpoint of the instance's region
 * @param apiVersion such as {@code v1}
 * @param project the project's id or number
 * @param location the instance's location, such as {@code eu}
 * @param instance the instance's id
 * @param serviceAccount the key file of a service account, as Google hands it out: JSON
 * @param tokenUrl where tokens are had for its signature
 */
public record SecOpsConfig(
        String name,
        HttpTarget target,
        String apiVersion,
        String project,
        String location,
        String instance,
        Secret serviceAccount,
        URI tokenUrl)
        implements SinkConfig {

    private static final String PART = "[A-Za-z0-9._-]{1,100}";

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(apiVersion.matches("v[0-9][a-z0-9]{0,10}"), "apiVersion", "is no version such as v1")
                .require(project.matches(PART), "project", "is no id of a project")
                .require(location.matches(PART), "location", "is no location such as eu")
                .require(instance.matches(PART), "instance", "is no id of an instance")
                .require(
                        "https".equals(tokenUrl.getScheme()) || target.allowPlainHttp(),
                        "tokenUrl",
                        "must begin with https://")
                .problems();
    }

    @Override
    public SecOpsSink open(SinkSurroundings around) {
        return new SecOpsSink(this, around.clock());
    }
}
