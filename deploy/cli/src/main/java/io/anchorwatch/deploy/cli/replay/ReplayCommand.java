// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.AlertPrinter;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.OutputFormat;
import io.anchorwatch.deploy.cli.Progress;
import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.RecordingFormat;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import io.anchorwatch.ingest.recording.ReplayProgress;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
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

    private static final int PROGRESS_EVERY = 1_000;

    /** Of two tellings of one revision the choice must not be the engine's, which gives them in any order. */
    private static final Comparator<Alert> TELLS_MORE = Comparator.comparingInt(
                    (Alert alert) -> alert.episode().revision())
            .thenComparingInt(alert -> alert.evidence().size())
            .thenComparing(Alert::time)
            .thenComparing(Alert::toString);

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--engine",
            paramLabel = "local|kafka-streams",
            description = "Default: local.",
            converter = EngineKind.Converter.class)
    private EngineKind engine = EngineKind.LOCAL;

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
            paramLabel = "auto|audit|watch|eks|gke|aks|openshift",
            description =
                    "What the files hold: audit events, one a line or in EventLists; lists and watches as a client"
                            + " saw them; or a managed cluster's log as its provider gives it. Default: told for each file by its"
                            + " first line.",
            converter = RecordingFormatConverter.class)
    private RecordingFormat format = RecordingFormat.AUTO;

    @Override
    public Integer call() {
        RuleSet set = rules.load(err());
        List<Alert> alerts;
        ReplayProgress end;
        RuleFailures failures;
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-input");
                EventReplay replay = EventReplay.open(Inputs.asFiles(files, folder), options(), pacer());
                ReplayEngine running = engine.open(set);
                Progress progress = new Progress("replay", replay.progress().bytesTotal(), err())) {
            feed(replay, running, progress);
            alerts = lastTold(running.finish());
            end = replay.progress();
            failures = running.failures();
            progress.at(end.bytesRead(), end.events());
        } catch (IOException unreadable) {
            throw CliException.environment(
                    "recorded events can't be read: " + unreadable.getMessage(), "check the path and its permissions");
        }
        report(end);
        failures.tell(err());
        alerts.sort(Comparator.comparing(Alert::time)
                .thenComparing(Alert::id)
                .thenComparingInt(alert -> alert.episode().revision()));
        AlertPrinter.print(alerts, output, out());
        err().printf(Locale.ROOT, "%,d alerts, rules %s%n", alerts.size(), set.digest());
        return ExitCode.OK;
    }

    /** Of what was told again with more to tell, the last; of an episode, all. */
    private static List<Alert> lastTold(List<Alert> told) {
        Map<String, Alert> last = new LinkedHashMap<>();
        for (Alert alert : told) {
            boolean episode = !alert.correlation().equals(Alert.Correlation.NONE);
            last.merge(episode ? alert.deliveryId() : alert.id(), alert, BinaryOperator.maxBy(TELLS_MORE));
        }
        return new ArrayList<>(last.values());
    }

    private void feed(EventReplay replay, ReplayEngine running, Progress progress) {
        long items = 0;
        while (replay.hasNext()) {
            ReplayItem item = replay.next();
            if (item instanceof ReplayItem.Event event) {
                running.accept(event);
            } else if (item instanceof ReplayItem.BadLine bad) {
                err().println(bad.file() + ":" + bad.line() + ": " + bad.reason());
            }
            if (++items % PROGRESS_EVERY == 0) {
                progress.at(replay.progress().bytesRead(), replay.progress().events());
            }
        }
    }

    private void report(ReplayProgress end) {
        err().printf(
                        Locale.ROOT,
                        "%,d events, %,d of them late, %,d outside the time asked for, %,d lines not readable%n",
                        end.events(),
                        end.late(),
                        end.outOfRange(),
                        end.badLines());
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
