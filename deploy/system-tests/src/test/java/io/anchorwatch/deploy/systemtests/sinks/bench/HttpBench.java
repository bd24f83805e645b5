// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** A server that speaks HTTP: the sink writes straight to it, but while it is recorded. */
final class HttpBench implements BenchTarget {

    private final URI server;
    private final Closeable process;
    private final Function<URI, List<String>> settings;
    private final Emptying emptying;
    private final HttpTape tape;
    private boolean recording;

    /**
     * @param settings the sink's, for where it writes to
     * @param emptying deletes all that was written
     */
    HttpBench(URI server, Closeable process, Function<URI, List<String>> settings, Emptying emptying) {
        this.server = server;
        this.process = process;
        this.settings = settings;
        this.emptying = emptying;
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
        emptying.empty(tape);
    }

    /** Deletes what was written. */
    interface Emptying {
        void empty(HttpTape tape);
    }

    @Override
    public void close() throws IOException {
        tape.close();
        process.close();
    }
}
