// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch bench}: decode and match, beside bare tokenising of the same bytes, in turns in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures events per second on one core through decode and match, beside bare JSON tokenising.")
public final class BenchCommand extends VerbCommand {

    private static final int WARM_UP = 30;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "--rounds", description = "Measured rounds; the median is reported. Default: 11.")
    private int rounds = 11;

    @Option(
            names = "--end-to-end",
            description = "Measures the whole way instead: an embedded broker and the Kafka Streams job, beside a bare"
                    + " copy of the same records, then the time from event to alert.")
    private boolean pipeline;

    @Option(names = "--ingest", description = "Measures the audit webhook instead: events per second, time to answer.")
    private boolean ingest;

    @Option(names = "--events", description = "With --end-to-end: events a round. Default: ${DEFAULT-VALUE}.")
    private int count = 60_000;

    @Option(names = "--threads", description = "With --end-to-end: stream threads. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(
            names = "--rate",
            description = "With --end-to-end: events per second for latency. Default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "With --end-to-end and --ingest: how long. Default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Parameters(paramLabel = "FILE", description = "Audit events, NDJSON, plain, .gz or .zst.")
    private Path file = Path.of("-");

    /** Processor time, not the clock: neighbours on the machine do not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private long matches;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || count < 1 || threads < 1 || rate < 1 || seconds < 1) {
            throw CliException.usage("a number of the options is below 1", "give whole numbers above 0");
        }
        if (ingest) {
            new IngestBench(read(), seconds).run(out());
            return ExitCode.OK;
        }
        RuleSet set = rules.load(err());
        if (pipeline) {
            PipelineBench.Load load = new PipelineBench.Load(count, Math.min(rounds, 5), threads, rate, seconds);
            new PipelineBench(load, read(), set, out(), err()).run();
            return ExitCode.OK;
        }
        RuleMatcher matcher = RuleMatcher.audit(set);
        List<byte[]> events = read();
        long bytes = events.stream().mapToLong(event -> event.length).sum();
        double[] match = new double[rounds];
        double[] tokenise = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double matched = perSecond(events, matcher::match);
            double tokenised = perSecond(events, BenchCommand::tokenise);
            if (round >= 0) {
                match[round] = matched;
                tokenise[round] = tokenised;
                err().printf(Locale.ROOT, "round %d: match %,.0f/s, tokenise %,.0f/s%n", round + 1, matched, tokenised);
            }
        }
        out().printf(
                        Locale.ROOT,
                        "events %,d (%,d bytes each on average), rules %d, one thread, per second of its processor time, medians of %d rounds%n"
                                + "decode + match   %,10.0f events/s%n"
                                + "tokenise only    %,10.0f events/s%n"
                                + "ratio            %10.2f%n",
                        events.size(),
                        bytes / events.size(),
                        set.rules().size(),
                        rounds,
                        median(match),
                        median(tokenise),
                        medianRatio(match, tokenise));
        return matches < 0 ? ExitCode.FINDINGS : ExitCode.OK;
    }

    /** What is measured; the answer is added up so that no compiler can leave the work out. */
    private interface Work {
        Object on(byte[] event) throws IOException;
    }

    private double perSecond(List<byte[]> events, Work work) throws IOException {
        long start = CPU.getCurrentThreadCpuTime();
        for (byte[] event : events) {
            matches += work.on(event).hashCode() & 1;
        }
        return events.size() * 1e9 / (CPU.getCurrentThreadCpuTime() - start);
    }

    private static final JsonFactory JSON = new JsonFactory();

    private static Object tokenise(byte[] event) throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(event)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double medianRatio(double[] match, double[] tokenise) {
        double[] ratios = new double[match.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = match[i] / tokenise[i];
        }
        return median(ratios);
    }

    private List<byte[]> read() {
        List<byte[]> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Inputs.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            throw CliException.environment(file + ": " + broken.getMessage(), "check that the file is complete");
        }
        if (events.isEmpty()) {
            throw CliException.usage(file + ": holds no event", "name a file of audit events");
        }
        return events;
    }
}
