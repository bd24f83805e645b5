// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sink before the stand-in of a chat, which has all the faults of HTTP. */
public class ChatUnderTest implements SinkUnderTest {

    private final NotificationSink sink;
    private final Stub stub;

    protected ChatUnderTest(NotificationSink sink, Stub stub) {
        this.sink = sink;
        this.stub = stub;
    }

    /** Plain HTTP on the loopback interface; two seconds for an answer. */
    public static HttpTarget loopback(URI url) {
        return new HttpTarget(
                url, true, List.of(), List.of("127.0.0.0/8"), Map.of(), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Override
    public final NotificationSink sink() {
        return sink;
    }

    @Override
    public List<String> ids() {
        return stub.ids();
    }

    @Override
    public void failing(boolean on) {
        stub.faults().failing(on);
    }

    @Override
    public boolean canReject() {
        return true;
    }

    @Override
    public void rejectBad() {
        stub.faults().rejectIdsStartingWith("bad");
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        stub.faults().delay(Duration.ofMillis(millis));
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public void tooMany(int times, Duration after) {
        stub.faults().tooMany(times, after);
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        stub.faults().resetMidBody(times);
    }

    @Override
    public void closeMidAnswer(int times) {
        stub.faults().closeMidAnswer(times);
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Corpus.oversize("b"));
    }

    @Override
    public void close() throws IOException {
        sink.close();
        stub.close();
    }
}
