// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.AlertPrinter;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.ingest.recording.InputFiles;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.RecordingFormat;
import io.anchorwatch.ingest.recording.ReplayOptions;
import io.anchorwatch.ingest.recording.Workers;
import io.anchorwatch.sinks.format.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch replay}: history through the same detection as live events. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Judges recorded audit events and object changes and prints the alerts in order of event time. The same events and"
                        + " rules give the same bytes on every engine.")
public final class ReplayCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--engine",
            paramLabel = "local|kafka-streams|flink",
            description = "Default: local.",
            converter = EngineKind.Converter.class)
    private EngineKind engine = EngineKind.LOCAL;

    @Option(
            names = "--rules-from",
            paramLabel = "TIME=PATH",
            description = "Rules that replace --rules for events from a time on, RFC 3339; may be given several times.")
    private Map<Instant, Path> laterRules = new TreeMap<>();

    @Option(
            names = "--cluster",
            description =
                    "Name of the cluster that was recorded. Default: what a managed cluster's log says, else replay.")
    private @Nullable String cluster;

    @Option(names = "--from", paramLabel = "TIME", description = "Earliest event time, RFC 3339, inclusive.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Latest event time, RFC 3339, exclusive.")
    private @Nullable Instant to;

    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            description = "How far out of order events are put right, such as PT1M. Default: ${DEFAULT-VALUE}.")
    private Duration lateness = Duration.ofMinutes(1);

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Event time runs N times as fast as the clock. Default: as fast as possible.")
    private double speed;

    @Option(names = "-o", paramLabel = "ndjson|table", description = "Output format. Default: ndjson.")
    private OutputFormat output = OutputFormat.NDJSON;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or folders of rotated logs; plain, .gz or .zst; - for standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "auto|audit|watch|eks|gke|aks|openshift|recorded",
            description =
                    "What the files hold: audit events, one a line or in EventLists; lists and watches as a client"
                            + " saw them; a managed cluster's log as its provider gives it; or what the verb record wrote. Default: told for each file by its"
                            + " first line.",
            converter = RecordingFormatConverter.class)
    private RecordingFormat format = RecordingFormat.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that read and judge; the output is the same for any number. Default: one a processor.")
    private int threads = Math.min(Workers.MOST, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description =
                    "Keeps there how far it is: ended in the midst and started again with the same command, it goes on"
                            + " and prints what it would have. Emptied at the end. With --engine local only.")
    private @Nullable Path state;

    @Option(
            names = "--state-every",
            paramLabel = "DURATION",
            description = "How often that is kept, beside once in a million events. Default: ${DEFAULT-VALUE}.")
    private Duration stateEvery = Duration.ofSeconds(30);

    @Override
    public Integer call() {
        check();
        ReplayRules set = ReplayRules.read(rules, laterRules, err());
        ReplayOptions options = options();
        Pacer pacer = pacer();
        long alerts;
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-replay");
                Workers workers = new Workers(threads)) {
            List<Path> inputs = InputFiles.expand(Inputs.asFiles(files, folder));
            ReplayRun.Setup setup = new ReplayRun.Setup(set, engine, inputs, options, pacer, workers, stateEvery);
            alerts = run(setup, folder.path());
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (UncheckedIOException unreadable) {
            throw unreadable(unreadable);
        } catch (CancellationException interrupted) {
            throw CliException.environment(
                    "the replay was interrupted",
                    state == null ? "start it again" : "start it again with the same command: it goes on");
        }
        err().printf(
                        Locale.ROOT,
                        "%,d alerts, rules %s%n",
                        alerts,
                        set.timeline().latest().digest());
        return ExitCode.OK;
    }

    private long run(ReplayRun.Setup setup, Path folder) throws IOException {
        Consumer<byte[]> printer = AlertPrinter.to(output, out());
        try {
            if (state == null) {
                return ReplayRun.once(setup, folder, err()).run(printer);
            }
            try (StateFolder kept = StateFolder.open(state)) {
                return ReplayRun.resumable(setup, kept, err()).run(printer);
            }
        } finally {
            out().flush();
        }
    }

    private static CliException unreadable(Exception reason) {
        return CliException.environment(
                "recorded events can't be read: " + PlainText.clean(String.valueOf(reason.getMessage())),
                "check the path and its permissions");
    }

    private void check() {
        if (threads < 1 || threads > Workers.MOST) {
            throw CliException.usage(
                    "--threads must be 1 to " + Workers.MOST + ", not " + threads, "leave it out for one a processor");
        }
        if (stateEvery.isNegative()) {
            throw CliException.usage("--state-every must not be negative, but is " + stateEvery, "give PT30S or so");
        }
        if (state != null && engine != EngineKind.LOCAL) {
            throw CliException.usage("--state needs --engine local", "leave one of the two out");
        }
        if (state != null && files.contains(Path.of("-"))) {
            throw CliException.usage("--state can't go on with standard input", "name files");
        }
    }

    private ReplayOptions options() {
        try {
            ReplayOptions named = cluster == null ? ReplayOptions.of("replay").orAsTold() : ReplayOptions.of(cluster);
            ReplayOptions all = named.withFormat(format).withLateness(lateness);
            return all.between(from == null ? all.from() : from, to == null ? all.to() : to);
        } catch (IllegalArgumentException contradiction) {
            throw CliException.usage(String.valueOf(contradiction.getMessage()), "correct --from, --to or --lateness");
        }
    }

    private Pacer pacer() {
        if (speed == 0) {
            return Pacer.unpaced();
        }
        if (!(speed > 0)) {
            throw CliException.usage("--speed must be above 0, not " + speed, "give 1 for real time");
        }
        return Pacer.scaled(speed, InstantSource.system(), wait -> LockSupport.parkNanos(wait.toNanos()));
    }
}
