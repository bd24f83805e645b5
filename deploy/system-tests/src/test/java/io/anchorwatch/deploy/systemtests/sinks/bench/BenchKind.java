// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.deploy.systemtests.sinks.Bucket;
import io.anchorwatch.sinks.servers.real.ElasticsearchServer;
import io.anchorwatch.sinks.servers.real.OpenSearchServer;
import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Every sink whose server can run here. */
enum BenchKind {
    FILE(20_000, 1000, (folder, batch) -> new FileBench(folder.resolve("alerts.ndjson"), batch)),
    KAFKA(20_000, 1000, KafkaBench::new),
    ELASTICSEARCH(10_000, 500, (folder, batch) -> {
        ElasticsearchServer server = ElasticsearchServer.start();
        return search("elasticsearch", false, server.url(), server::close);
    }),
    OPENSEARCH(10_000, 500, (folder, batch) -> {
        OpenSearchServer server = OpenSearchServer.start();
        return search("opensearch", true, server.url(), server::close);
    }),
    POSTGRES(10_000, 500, (folder, batch) -> new PostgresBench(batch)),
    S3(20_000, 10_000, (folder, batch) -> {
        Bucket bucket = new Bucket();
        return new HttpBench(
                bucket.url(),
                bucket::close,
                to -> Bucket.settings(folder, to.getPort()),
                tape -> bucket.keys().forEach(bucket::delete));
    }),
    SYSLOG(20_000, 500, (folder, batch) -> new SyslogBench());

    private final int alerts;
    private final int batch;
    private final Opening opening;

    BenchKind(int alerts, int batch, Opening opening) {
        this.alerts = alerts;
        this.batch = batch;
        this.opening = opening;
    }

    int alerts() {
        return alerts;
    }

    /** Alerts a call. */
    int batch() {
        return batch;
    }

    BenchTarget open(Path folder) throws Exception {
        return opening.open(folder, batch);
    }

    private static BenchTarget search(String type, boolean streams, URI url, Closeable server) {
        String stream = "logs-anchorwatch.alerts-trial";
        return new HttpBench(
                url,
                server,
                to -> List.of(
                        "type: " + type,
                        "url: " + to,
                        "allowPlainHttp: true",
                        "allowedCidrs: [127.0.0.0/8]",
                        "dataStream: " + stream,
                        "manageTemplates: " + streams),
                tape -> tape.delete((streams ? "/_data_stream/" : "/") + stream));
    }

    private interface Opening {
        BenchTarget open(Path folder, int batch) throws Exception;
    }
}
