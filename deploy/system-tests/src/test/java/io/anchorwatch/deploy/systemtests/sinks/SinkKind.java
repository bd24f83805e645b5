// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.servers.real.ElasticsearchServer;
import io.anchorwatch.sinks.servers.real.OpenSearchServer;
import java.io.IOException;
import java.nio.file.Path;

/** Every kind of sink that stores, with a target. */
enum SinkKind {
    FILE(false, (folder, broker) -> new FileTarget(folder.resolve("alerts.ndjson"))),
    WEBHOOK(false, (folder, broker) -> new WebhookTarget()),
    ELASTICSEARCH(true, (folder, broker) -> {
        ElasticsearchServer server = ElasticsearchServer.start();
        return new SearchTarget("elasticsearch", server.url(), server::close);
    }),
    OPENSEARCH(true, (folder, broker) -> {
        OpenSearchServer server = OpenSearchServer.start();
        return new SearchTarget("opensearch", server.url(), server::close);
    }),
    POSTGRES(true, (folder, broker) -> new PostgresTarget()),
    S3(true, (folder, broker) -> new BucketTarget(folder)),
    KAFKA(false, (folder, broker) -> KafkaTarget.create(broker)),
    SYSLOG(false, (folder, broker) -> new SyslogTarget()),
    RELP(false, (folder, broker) -> SyslogTarget.relp()),
    SPLUNK(false, (folder, broker) -> StubTarget.splunk(folder));

    private final boolean once;
    private final Opening opening;

    SinkKind(boolean once, Opening opening) {
        this.once = once;
        this.opening = opening;
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
