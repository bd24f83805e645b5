// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.object.ObjectSource;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Manifests;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.RecordingFormat;
import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the objects come from. */
final class SourceOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Lists the objects of that cluster; needs the rights of deploy/rbac/watcher.yaml.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", description = "Context of the kubeconfig. Default: its current one.")
    private String context = "";

    @Option(names = "--cluster", description = "Name of the cluster in the report. Default: ${DEFAULT-VALUE}.")
    private String cluster = "cluster";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Of a recording, the state at that time, RFC 3339. Default: its end.")
    private @Nullable Instant at;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Recordings of watches, or manifests and what kubectl get -o json prints, JSON or YAML, or"
                    + " folders of these; plain, .gz or .zst; - for standard input.")
    private List<Path> files = new ArrayList<>();

    /**
     * What was read.
     *
     * @param source as in {@link Told}
     */
    record Read(String cluster, Optional<Instant> time, String source, Objects objects) {}

    Read read(InstantSource clock) throws InterruptedException {
        if (kubeconfig == null ? files.isEmpty() : !files.isEmpty()) {
            throw CliException.usage(
                    "name either files or a --kubeconfig", "see anchorwatch posture --help for what files may hold");
        }
        if (at != null && kubeconfig != null) {
            throw CliException.usage("a live cluster has no --at", "leave it out, or name a recording");
        }
        Read read = kubeconfig == null ? files() : live(kubeconfig, clock);
        if (read.objects().size() == 0) {
            List<String> problems = read.objects().problems();
            throw CliException.environment(
                    "no object could be read" + (problems.isEmpty() ? "" : ": " + problems.get(0)),
                    "check what the files hold, or the rights");
        }
        return read;
    }

    private Read live(Path file, InstantSource clock) throws InterruptedException {
        Objects objects = new Objects();
        Instant start = clock.instant();
        try {
            objects.problems()
                    .addAll(ObjectSource.snapshot(
                            ClusterConfig.kubeconfig(cluster, file, context), clock, objects::accept));
        } catch (IOException unreachable) {
            throw CliException.environment(
                    "the cluster can't be listed: " + unreachable.getMessage(), "check the kubeconfig and its rights");
        }
        return new Read(cluster, Optional.of(start), "api-server", objects);
    }

    private Read files() {
        Objects objects = new Objects();
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-input")) {
            List<Path> named = Inputs.asFiles(files, folder);
            boolean recording = FileKind.isRecording(named);
            if (at != null && !recording) {
                throw CliException.usage("manifests have no --at", "leave it out, or name a recording");
            }
            if (recording) {
                replay(named, objects);
                return new Read(cluster, Optional.ofNullable(at).or(objects::last), "recording", objects);
            }
            new Manifests(cluster, Instant.EPOCH, EventLimits.DEFAULT).read(named, objects::accept);
            return new Read(cluster, Optional.empty(), "files", objects);
        } catch (IOException unreadable) {
            throw CliException.environment(
                    "objects can't be read: " + unreadable.getMessage(), "check the path and its permissions");
        }
    }

    private void replay(List<Path> named, Objects objects) throws IOException {
        ReplayOptions options = ReplayOptions.of(cluster).withFormat(RecordingFormat.WATCH);
        if (at != null) {
            options = options.between(options.from(), at.plusNanos(1));
        }
        try (EventReplay replay = EventReplay.open(named, options, Pacer.unpaced())) {
            replay.forEachRemaining(objects::accept);
        }
    }
}
