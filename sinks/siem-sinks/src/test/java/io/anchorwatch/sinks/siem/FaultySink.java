// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.servers.stub.Faults;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A sink whose target can be told to fail. */
public abstract class FaultySink implements SinkUnderTest {

    private final AlertSink sink;
    private final Faults faults;
    private final Optional<Credential> credential;

    protected FaultySink(AlertSink sink, Faults faults, Optional<Credential> credential) {
        this.sink = sink;
        this.faults = faults;
        this.credential = credential;
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
    public boolean canAsk() {
        return true;
    }

    @Override
    public void tooMany(int times, Duration after) {
        prepare();
        faults.tooMany(times, after);
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        prepare();
        faults.resetMidBody(times);
    }

    @Override
    public void closeMidAnswer(int times) {
        prepare();
        faults.closeMidAnswer(times);
    }

    /** What goes before the first delivery is done with, so that the fault meets a delivery. */
    private void prepare() {
        sink.probe();
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Oversize.alertOf("oversize"));
    }

    @Override
    public boolean hasCredentials() {
        return credential.isPresent();
    }

    @Override
    public void expireCredentials() {
        credential.ifPresent(known -> faults.credentials(known.next()));
    }

    @Override
    public void renewCredentials() {
        credential.ifPresent(Credential::renew);
    }

    @Override
    public void skewClock(Duration by) {
        faults.clockSkew(by);
    }

    @Override
    public void close() throws IOException {
        sink.close();
        Unmet.check(faults.unmet());
    }
}
