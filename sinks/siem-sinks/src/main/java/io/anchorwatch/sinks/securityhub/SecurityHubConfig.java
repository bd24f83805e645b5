// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import java.util.List;
import java.util.Optional;

/**
 * Settings of AWS Security Hub.
 *
 * @param name the sink's name
 * @param target its endpoint
 * @param region its region
 * @param account the account that findings are about, 12 digits
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param productArn the integration; empty for the account's own
 * @param clusterArn the cluster as an EKS resource, when there is one cluster and it is one
 * @param credentials what requests are signed with
 */
public record SecurityHubConfig(
        String name,
        HttpTarget target,
        String region,
        String account,
        String partition,
        Optional<String> productArn,
        Optional<String> clusterArn,
        AwsCredentials credentials)
        implements SinkConfig {

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(region.matches("[a-z0-9-]{1,32}"), "region", "is no name of a region such as eu-central-1")
                .require(account.matches("[0-9]{12}"), "account", "is 12 digits")
                .require(partition.matches("aws(-[a-z]{2,8}){0,2}"), "partition", "is aws, aws-cn or aws-us-gov")
                .require(
                        product().matches("arn:aws[a-z-]*:securityhub:[a-z0-9-]*:[0-9]*:product/[ -~]{1,200}"),
                        "productArn",
                        "is no ARN of an integration")
                .require(
                        clusterArn.isEmpty() || clusterArn.get().matches("arn:aws[a-z-]*:eks:[ -~]{1,400}"),
                        "clusterArn",
                        "is no ARN of an EKS cluster")
                .problems();
    }

    /** The integration that findings come from. */
    String product() {
        return productArn.orElse(
                "arn:" + partition + ":securityhub:" + region + ":" + account + ":product/" + account + "/default");
    }

    @Override
    public SecurityHubSink open(SinkSurroundings around) {
        return new SecurityHubSink(this, around.clock());
    }
}
