// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import java.time.Duration;
import java.util.List;

/**
 * Settings of a bucket.
 *
 * @param name the sink's name
 * @param target the bucket's URL
 * @param region the region that requests are signed for
 * @param credentials what they are signed with
 * @param prefix what keys begin with, without a slash at either end; may be empty
 * @param format what a line of an object holds: one that is JSON
 * @param maxBytes most bytes of an object before it is compressed, 1 KiB to 256 MiB
 * @param linger how long alerts are gathered for one object, at most an hour
 */
public record S3Config(
        String name,
        HttpTarget target,
        String region,
        AwsCredentials credentials,
        String prefix,
        AlertFormat format,
        long maxBytes,
        Duration linger)
        implements SinkConfig {

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(region.matches("[a-z0-9-]{1,32}"), "region", "is no name of a region such as eu-central-1")
                .require(
                        prefix.isEmpty()
                                || (prefix.length() <= 512 && prefix.matches("[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*")),
                        "prefix",
                        "is a path of a-z, A-Z, 0-9, '_', '.', '=' and '-' without a slash at either end")
                .within(maxBytes, 1 << 10, 256L << 20, "maxBytes")
                .within(linger, Duration.ZERO, Duration.ofHours(1), "linger")
                .problems();
    }

    @Override
    public S3Sink open(SinkSurroundings around) {
        return new S3Sink(this, around.clock());
    }
}
