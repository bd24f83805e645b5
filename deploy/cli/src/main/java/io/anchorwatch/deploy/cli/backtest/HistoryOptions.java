// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.replay.RecordingFormatConverter;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.RecordingFormat;
import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which history, as {@code replay} takes it. */
final class HistoryOptions {

    @Option(
            names = "--cluster",
            description = "Name of the cluster that was recorded. Default: what a recording or a managed cluster's log"
                    + " says, else replay.")
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
            names = "--format",
            paramLabel = "auto|audit|watch|eks|gke|aks|openshift|recorded",
            description = "What the files hold. Default: told for each file by its first line.",
            converter = RecordingFormatConverter.class)
    private RecordingFormat format = RecordingFormat.AUTO;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or folders of recordings or rotated logs; plain, .gz or .zst; - for standard input.")
    private List<Path> files = new ArrayList<>();

    /** The files, standard input copied into the folder: they may be read twice. */
    List<Path> files(TemporaryFolder folder) throws IOException {
        return Inputs.asFiles(files, folder);
    }

    EventReplay open(List<Path> inputs) throws IOException {
        return EventReplay.open(inputs, options(), Pacer.unpaced());
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
}
