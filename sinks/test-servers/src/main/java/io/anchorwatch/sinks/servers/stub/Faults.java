// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a stub does wrong on purpose; every switch may be turned while requests are under way. */
public final class Faults {

    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;

    private record Throttle(int left, Duration retryAfter) {}

    private final AtomicReference<Throttle> throttle = new AtomicReference<>(new Throttle(0, Duration.ZERO));
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile @Nullable StubAnswer always;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean hanging;
    private volatile @Nullable String badPrefix;
    private volatile String credentials = "";
    private volatile Duration skew = Duration.ZERO;

    Faults() {}

    /** Answers 503 to everything, or no more. */
    public void failing(boolean on) {
        always = on ? onPurpose(UNAVAILABLE) : null;
    }

    /** Answers that status to everything, until {@link #failing(boolean)} is told false. */
    public void failing(int code) {
        always = onPurpose(code);
    }

    /** Answers that to everything, until {@link #failing(boolean)} is told false. */
    public void failing(StubAnswer answer) {
        always = answer;
    }

    private static StubAnswer onPurpose(int code) {
        return StubAnswer.text(code, "failing on purpose");
    }

    /** Answers only after that time. */
    public void delay(Duration time) {
        delay = time;
    }

    /** Reads requests and never answers, or answers again; requests that already hang stay so until they are given up. */
    public void hang(boolean on) {
        hanging = on;
    }

    /** Resets the connection in the middle of the next request bodies; what they carry is not accepted. */
    public void resetMidBody(int times) {
        resets.set(times);
    }

    /** Accepts the next requests and resets the connection in the middle of the answer. */
    public void closeMidAnswer(int times) {
        cuts.set(times);
    }

    /** Answers 429 to the next requests; {@code retryAfter} in whole seconds, none is told when it is zero. */
    public void tooMany(int times, Duration retryAfter) {
        throttle.set(new Throttle(times, retryAfter));
        throttled.set(times);
    }

    /** Refuses alerts whose id starts so as the vendor refuses a bad item; null refuses none. */
    public void rejectIdsStartingWith(@Nullable String prefix) {
        badPrefix = prefix;
    }

    /** From now on only these credentials are good; what they are the stub's documentation says. */
    public void credentials(String valid) {
        credentials = valid;
    }

    /** How far the stub's clock is ahead of the right time; negative is behind. */
    public void clockSkew(Duration ahead) {
        skew = ahead;
    }

    /** What a sender must show now. */
    public String credentials() {
        return credentials;
    }

    /** How far the stub's clock is ahead. */
    public Duration clockSkew() {
        return skew;
    }

    /** Whether the alert of that id is to be refused. */
    public boolean rejects(@Nullable String id) {
        String prefix = badPrefix;
        return prefix != null && id != null && id.startsWith(prefix);
    }

    /** Faults counted in requests that were asked for and have met none so far. */
    public int unmet() {
        return resets.get() + cuts.get() + throttled.get();
    }

    boolean hanging() {
        return hanging;
    }

    Duration delay() {
        return delay;
    }

    /** What to answer whatever comes; null when the stub answers as its vendor does. */
    @Nullable
    StubAnswer answer() {
        StubAnswer now = always;
        if (now != null) {
            return now;
        }
        Throttle before = throttle.getAndUpdate(t -> t.left() > 0 ? new Throttle(t.left() - 1, t.retryAfter()) : t);
        if (before.left() == 0) {
            return null;
        }
        throttled.decrementAndGet();
        StubAnswer answer = StubAnswer.text(TOO_MANY, "too many requests");
        long seconds = before.retryAfter().toSeconds();
        return seconds == 0 ? answer : answer.with("Retry-After", Long.toString(seconds));
    }

    boolean takeReset() {
        return take(resets);
    }

    boolean takeCut() {
        return take(cuts);
    }

    private static boolean take(AtomicInteger counter) {
        return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
