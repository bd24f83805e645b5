// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** What the measurements have in common: processor time and allocation of this thread, medians, bare tokenising. */
final class Measure {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final JsonFactory JSON = new JsonFactory();

    private long answers;

    /** What is measured; the answer is added up so that no compiler can leave the work out. */
    interface Work<T> {
        Object on(T event) throws IOException;
    }

    /** Nanoseconds of processor time of this thread: neighbours on the machine do not count. */
    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Events per second of this thread's processor time. */
    <T> double perSecond(List<T> events, Work<T> work) throws IOException {
        long start = cpuNanos();
        for (T event : events) {
            answers += work.on(event).hashCode() & 1;
        }
        return events.size() * 1e9 / (cpuNanos() - start);
    }

    /** Bytes that this thread allocates for an event, on average. */
    <T> double bytes(List<T> events, Work<T> work) throws IOException {
        long start = THREADS.getCurrentThreadAllocatedBytes();
        for (T event : events) {
            answers += work.on(event).hashCode() & 1;
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - start) / events.size();
    }

    /** Nanoseconds by the clock that each event takes. */
    <T> long[] nanos(List<T> events, Work<T> work) throws IOException {
        long[] nanos = new long[events.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            answers += work.on(events.get(i)).hashCode() & 1;
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    /** Something that depends on all answers. */
    long answers() {
        return answers;
    }

    /** Reads all tokens of a JSON text, which is the least that any reader does. */
    static Object tokenise(byte[] event) throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(event)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static double medianRatio(double[] one, double[] other) {
        double[] ratios = new double[one.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = one[i] / other[i];
        }
        return median(ratios);
    }

    /** The value below which that share of the values lies. */
    static long percentile(long[] values, double share) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
    }
}
