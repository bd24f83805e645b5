// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A server that speaks HTTP: the sink writes straight to it, but while it is recorded. */
final class HttpBench implements BenchTarget {

    private final URI server;
    private final Closeable process;
    private final Function<URI, List<String>> settings;
    private final String emptied;
    private final HttpTape tape;
    private boolean recording;

    /**
     * @param settings the sink's, for where it writes to
     * @param emptied path that is deleted to empty it; empty when there is nothing to delete
     */
    HttpBench(URI server, Closeable process, Function<URI, List<String>> settings, String emptied) {
        this.server = server;
        this.process = process;
        this.settings = settings;
        this.emptied = emptied;
        this.tape = new HttpTape(server);
    }

    @Override
    public List<String> settings() {
        return settings.apply(recording ? tape.url() : server);
    }

    @Override
    public void record(boolean on) {
        recording = on;
        if (on) {
            tape.clear();
        }
    }

    @Override
    public void writeBare() {
        tape.play();
    }

    @Override
    public void empty() {
        if (!emptied.isEmpty()) {
            tape.send(new StubRequest("DELETE", emptied, Map.of(), new byte[0], new byte[0]));
        }
    }

    @Override
    public void close() throws IOException {
        tape.close();
        process.close();
    }
}
