// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import io.anchorwatch.streamjobs.detection.files.RuleTests;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** {@code bench --reload}: one thread judges all the while, as a stream thread does; this one reads and compiles rules. */
final class ReloadBench {

    private final List<byte[]> events;
    private final RuleSet shipped;
    private final List<Path> tests;
    private final int more;
    private final long quietMillis;
    private volatile Detector detector;
    private volatile boolean stopped;
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong judged = new AtomicLong();

    /** @param seconds how long it judges undisturbed before, and again after */
    ReloadBench(List<byte[]> events, RuleSet shipped, List<Path> tests, int more, int seconds) {
        this.events = events;
        this.shipped = shipped;
        this.tests = tests;
        this.more = more;
        quietMillis = seconds * 1_000L;
        this.detector = new Detector(shipped);
    }

    /** Remembers nothing: what an event costs is not the question here. */
    private static final class Forgetful implements RequestLog {
        @Override
        public byte @Nullable [] get(String key, long timeMs) {
            return null;
        }

        @Override
        public void put(String key, byte[] state, long timeMs) {}
    }

    void run(PrintWriter out) throws IOException, InterruptedException {
        Thread judge = new Thread(this::judge, "judge");
        judge.start();
        judge.join(quietMillis);
        // The first span is compilers at work.
        gap(quietMillis);
        judge.join(quietMillis);
        String before = gap(quietMillis);
        long start = System.nanoTime();
        List<Rule> rules = new ArrayList<>(shipped.rules());
        rules.addAll(SyntheticBench.read(more).rules());
        RuleSet set = new RuleSet(rules, shipped.correlations(), List.of()).linked();
        long read = System.nanoTime();
        Detector next = new Detector(set);
        long compiled = System.nanoTime();
        int cases = 0;
        int failed = 0;
        for (Path file : tests) {
            for (RuleTests.Case each : RuleTests.read(file)) {
                cases++;
                failed += each.run(set).isEmpty() ? 0 : 1;
            }
        }
        long tested = System.nanoTime();
        detector = next;
        String during = gap((System.nanoTime() - start) / 1_000_000);
        judge.join(quietMillis);
        String after = gap(quietMillis);
        stopped = true;
        judge.join();
        out.printf(
                Locale.ROOT,
                "rules %,d -> %,d: read %,d ms, compile %,d ms, %,d self-tests %,d ms (%d failed)%n"
                        + "judging thread before  %s%n"
                        + "while rules are read   %s%n"
                        + "from the swap on       %s%n",
                shipped.rules().size(),
                set.rules().size(),
                (read - start) / 1_000_000,
                (compiled - read) / 1_000_000,
                cases,
                (tested - compiled) / 1_000_000,
                failed,
                before,
                during,
                after);
        out.flush();
    }

    /** What happened since the last call. */
    private String gap(long millis) {
        return String.format(
                Locale.ROOT,
                "%,10.0f events/s, longest gap between two %.1f ms",
                judged.getAndSet(0) * 1e3 / Math.max(1, millis),
                longestNanos.getAndSet(0) / 1e6);
    }

    private void judge() {
        Scratch scratch = new Scratch();
        RequestLog log = new Forgetful();
        long last = System.nanoTime();
        for (int i = 0; !stopped; i = (i + 1) % events.size()) {
            Judgement judgement = detector.judge("bench", Integer.toString(i), events.get(i), log, scratch);
            long now = System.nanoTime();
            if (judgement instanceof Judgement.Evaluated) {
                judged.incrementAndGet();
            }
            longestNanos.accumulateAndGet(now - last, Math::max);
            last = now;
        }
    }
}
