// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.alertmanager.AlertmanagerType;
import io.anchorwatch.sinks.console.ConsoleType;
import io.anchorwatch.sinks.elasticsearch.ElasticType;
import io.anchorwatch.sinks.email.EmailType;
import io.anchorwatch.sinks.file.FileType;
import io.anchorwatch.sinks.kafka.KafkaType;
import io.anchorwatch.sinks.opsgenie.OpsgenieType;
import io.anchorwatch.sinks.pagerduty.PagerDutyType;
import io.anchorwatch.sinks.postgres.PostgresType;
import io.anchorwatch.sinks.s3.S3Type;
import io.anchorwatch.sinks.slack.SlackType;
import io.anchorwatch.sinks.splunk.SplunkType;
import io.anchorwatch.sinks.syslog.SyslogType;
import io.anchorwatch.sinks.teams.TeamsType;
import io.anchorwatch.sinks.webhook.WebhookType;
import java.util.List;
import java.util.Map;

/** Every kind of sink there is: a new one adds its line here. */
public final class SinkTypes {

    private SinkTypes() {}

    /**
     * The kinds.
     *
     * @param terminal whether standard output is a terminal
     * @param environment variables of the process
     */
    public static List<SinkType> all(boolean terminal, Map<String, String> environment) {
        return List.of(
                new ConsoleType(terminal, environment),
                new FileType(),
                new WebhookType(),
                ElasticType.elasticsearch(),
                ElasticType.openSearch(),
                new SplunkType(),
                new SyslogType(),
                new KafkaType(),
                new S3Type(),
                new PostgresType(),
                new AlertmanagerType(),
                new PagerDutyType(),
                new OpsgenieType(),
                new SlackType(),
                new TeamsType(),
                new EmailType());
    }
}
