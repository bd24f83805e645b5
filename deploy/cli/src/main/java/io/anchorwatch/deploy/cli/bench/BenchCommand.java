// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--synthetic",
            split = ",",
            paramLabel = "N",
            description = "Measures that many made-up rules instead of real ones, several numbers side by side.")
    private List<Integer> synthetic = new ArrayList<>();

    @Option(
            names = "--correlate",
            paramLabel = "GROUPS",
            description = "Measures correlations instead, with that many groups alive. Needs no file.")
    private int correlate;

    @Option(
            names = "--reload",
            paramLabel = "N",
            description = "Measures what a reload with that many made-up rules more does to a thread that judges.")
    private int reload;

    @Option(
            names = "--objects",
            paramLabel = "N",
            description =
                    "Measures object changes instead, with that many objects kept: state, changes, and the time to"
                            + " join them with audit events. Needs no file.")
    private int objects;

    @Option(
            names = "--multiply",
            paramLabel = "N",
            description =
                    "Measures nothing: prints the file's events over and over until there are that many, each time later"
                            + " and under other audit ids and names.")
    private long multiply;

    @Option(names = "--events", description = "With --end-to-end: events a round. Default: ${DEFAULT-VALUE}.")
    private int count = 60_000;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "With --end-to-end: stream threads; of several numbers latency is measured with the first."
                    + " Default: 1.")
    private List<Integer> threads = new ArrayList<>(List.of(1));

    @Option(
            names = "--rate",
            description = "With --end-to-end: events per second for latency. Default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(
            names = "--seconds",
            description = "With --end-to-end, --ingest and --reload: how long. Default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Audit events, NDJSON, plain, .gz or .zst. Only --correlate and --objects do without.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1
                || count < 1
                || threads.stream().anyMatch(number -> number < 1)
                || rate < 1
                || seconds < 1
                || correlate < 0
                || multiply < 0
                || reload < 0
                || (objects != 0 && objects < 10)
                || synthetic.stream().anyMatch(number -> number < 1)) {
            throw CliException.usage("a number of the options is below 1", "give whole numbers above 0");
        }
        if (ingest) {
            new IngestBench(read(), seconds).run(out());
            return ExitCode.OK;
        }
        if (multiply > 0) {
            new Multiplied(read()).write(multiply, out());
            return ExitCode.OK;
        }
        if (correlate > 0) {
            new CorrelateBench(correlate).run(out(), err());
            return ExitCode.OK;
        }
        if (!synthetic.isEmpty()) {
            new SyntheticBench(read(), rounds).run(synthetic, out(), err());
            return ExitCode.OK;
        }
        RuleSet set = rules.load(err());
        if (objects > 0) {
            new ObjectsBench(objects, set, out(), err()).run();
            return ExitCode.OK;
        }
        if (reload > 0) {
            new ReloadBench(read(), set, rules.folder().tests(), reload, seconds).run(out());
            return ExitCode.OK;
        }
        if (pipeline) {
            PipelineBench.Load load = new PipelineBench.Load(count, Math.min(rounds, 5), threads, rate, seconds);
            new PipelineBench(load, read(), set, out(), err()).run();
            return ExitCode.OK;
        }
        Measure measure = new Measure();
        RuleMatcher matcher = RuleMatcher.audit(set);
        List<byte[]> events = read();
        long bytes = events.stream().mapToLong(event -> event.length).sum();
        double[] match = new double[rounds];
        double[] tokenise = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double matched = measure.perSecond(events, matcher::match);
            double tokenised = measure.perSecond(events, Measure::tokenise);
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
                        Measure.median(match),
                        Measure.median(tokenise),
                        Measure.medianRatio(match, tokenise));
        return measure.answers() < 0 ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private List<byte[]> read() {
        if (file == null) {
            throw CliException.usage("there is no file of audit events", "name one");
        }
        return read(file);
    }

    private static List<byte[]> read(Path file) {
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
