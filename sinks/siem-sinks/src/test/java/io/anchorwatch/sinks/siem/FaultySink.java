// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.servers.stub.Faults;
import java.io.IOException;
import java.time.Duration;

/** A sink whose target can be told to fail. */
public abstract class FaultySink implements SinkUnderTest {

    private final AlertSink sink;
    private final Faults faults;

    protected FaultySink(AlertSink sink, Faults faults) {
        this.sink = sink;
        this.faults = faults;
    }

    public final Faults faults() {
        return faults;
    }

    @Override
    public final AlertSink sink() {
        return sink;
    }

    @Override
    public void failing(boolean on) throws IOException {
        faults.failing(on);
    }

    @Override
    public boolean canReject() {
        return true;
    }

    @Override
    public void rejectBad() {
        faults.rejectIdsStartingWith("bad");
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        faults.delay(Duration.ofMillis(millis));
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
