// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Settings of Elasticsearch or OpenSearch.
 *
 * @param name the sink's name
 * @param target the cluster's URL and credentials
 * @param dataStream the data stream written to, or an index; by custom {@code logs-<dataset>-<namespace>}
 * @param manageTemplates whether the sink installs its templates when they are absent or older
 */
public record ElasticConfig(String name, HttpTarget target, String dataStream, boolean manageTemplates)
        implements SinkConfig {

    /** The data stream unless another is set. */
    public static final String DATA_STREAM = "logs-anchorwatch.alerts-default";

    /** Narrower than the server's own rule, so that the name needs no escape in a path. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(
                        NAME.matcher(dataStream).matches(),
                        "dataStream",
                        "is 1 to 200 of a-z, 0-9, '.', '_' and '-', with a letter or digit first")
                .problems();
    }

    @Override
    public ElasticSink open(SinkSurroundings around) {
        return new ElasticSink(this, around.clock());
    }
}
