// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.servers.real.ElasticsearchServer;
import io.anchorwatch.sinks.servers.real.OpenSearchServer;
import java.io.IOException;
import java.nio.file.Path;

/** Every kind of sink that leaves this process, with a target. */
enum SinkKind {
    FILE(6_000, false, (folder, broker) -> new FileTarget(folder.resolve("alerts.ndjson"))),
    WEBHOOK(600, false, (folder, broker) -> new WebhookTarget()),
    ELASTICSEARCH(6_000, true, (folder, broker) -> {
        ElasticsearchServer server = ElasticsearchServer.start();
        return new SearchTarget("elasticsearch", server.url(), server::close, false);
    }),
    OPENSEARCH(6_000, true, (folder, broker) -> {
        OpenSearchServer server = OpenSearchServer.start();
        return new SearchTarget("opensearch", server.url(), server::close, true);
    }),
    POSTGRES(6_000, true, (folder, broker) -> new PostgresTarget()),
    S3(6_000, true, (folder, broker) -> new BucketTarget(folder)),
    KAFKA(60_000, false, (folder, broker) -> KafkaTarget.create(broker)),
    SYSLOG(6_000, false, (folder, broker) -> new SyslogTarget()),
    RELP(6_000, false, (folder, broker) -> SyslogTarget.relp()),
    SPLUNK(6_000, false, (folder, broker) -> Vendors.splunk(folder)),
    OTLP(6_000, false, (folder, broker) -> Clouds.otlp(folder)),
    SENTINEL(6_000, false, (folder, broker) -> Clouds.sentinel(folder)),
    SECURITYHUB(6_000, false, (folder, broker) -> Clouds.securityHub(folder)),
    SECOPS(6_000, false, (folder, broker) -> Clouds.secOps(folder)),
    SLACK(200, false, (folder, broker) -> Vendors.slack(folder)),
    TEAMS(200, false, (folder, broker) -> Vendors.teams(folder)),
    PAGERDUTY(200, true, (folder, broker) -> Vendors.pagerDuty(folder)),
    OPSGENIE(200, false, (folder, broker) -> Vendors.opsgenie(folder)),
    ALERTMANAGER(200, true, (folder, broker) -> Vendors.alertmanager(folder)),
    EMAIL(200, false, (folder, broker) -> new MailTarget());

    private final int alerts;
    private final boolean once;
    private final Opening opening;

    SinkKind(int alerts, boolean once, Opening opening) {
        this.alerts = alerts;
        this.once = once;
        this.opening = opening;
    }

    /** How many alerts keep it busy for some seconds. */
    int alerts() {
        return alerts;
    }

    /** Whether an alert that is sent again is not there twice. */
    boolean isOnce() {
        return once;
    }

    /** A target of its own. */
    SinkTarget open(Path folder, EmbeddedBroker broker) throws IOException {
        return opening.open(folder, broker);
    }

    private interface Opening {
        SinkTarget open(Path folder, EmbeddedBroker broker) throws IOException;
    }
}
