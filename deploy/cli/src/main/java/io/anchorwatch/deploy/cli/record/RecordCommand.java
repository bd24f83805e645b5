// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.write.FolderInUseException;
import io.anchorwatch.ingest.recording.write.RecordedFileInfo;
import io.anchorwatch.ingest.recording.write.RecordingFolder;
import io.anchorwatch.ingest.recording.write.RecordingLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch record}: the streams of events into files, so that history exists. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Records audit events and object changes from Kafka into rotated files that replay reads. Stopped,"
                        + " even by kill -9, and started again, it goes on where its files end: nothing is lost and nothing"
                        + " stands twice.",
        footerHeading = "%nFiles:%n",
        footer = {
            "TOPIC-PARTITION-FIRST-LAST.jsonl.zst holds the records of a partition between two offsets, both included:"
                    + " one CloudEvent a line, in Zstandard frames of about a MiB of text. A file that is written still"
                    + " ends in .part."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, but Kafka had deleted records before they were recorded",
            "2:wrong command line or configuration, or a folder of another Kafka's records",
            "3:Kafka does not answer, or a folder can't be written",
            "130, 143:stopped by Ctrl-C or SIGTERM; every file is complete"
        })
public final class RecordCommand extends VerbCommand {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "Where the files go.")
    private @Nullable Path to;

    @Option(
            names = "--from",
            paramLabel = "beginning|end|TIME",
            description =
                    "Where to begin in a partition of which nothing is recorded: with the oldest record that Kafka"
                            + " has, with what comes now, or with the first of an event time. Default: beginning.",
            converter = Moment.Converter.class)
    private Moment from = Moment.BEGINNING;

    @Option(
            names = "--until",
            paramLabel = "end|TIME",
            description =
                    "Ends with what stands in Kafka now, or, when the clock has reached a time, with the last record"
                            + " before the first of that event time. Default: goes on until stopped (Ctrl-C, SIGTERM).",
            converter = Moment.Converter.class)
    private @Nullable Moment until;

    @Option(
            names = "--rotate-bytes",
            paramLabel = "SIZE",
            description = "Size on disk at which a file ends. Default: 128MiB.",
            converter = SizeConverter.class)
    private long rotateBytes = RecordingLimits.DEFAULT.rotateBytes();

    @Option(
            names = "--rotate-every",
            paramLabel = "DURATION",
            description = "A file ends that long after its first record. Default: 1h.",
            converter = SpanConverter.class)
    private Duration rotateEvery = RecordingLimits.DEFAULT.rotateEvery();

    @Option(
            names = "--keep-bytes",
            paramLabel = "SIZE",
            description =
                    "Deletes the oldest files of this folder when all together are larger. Default: keeps all. The"
                            + " last file of each partition always stays, and nothing but recorded files is deleted.",
            converter = SizeConverter.class)
    private long keepBytes = RecordingLimits.DEFAULT.keepBytes();

    @Option(
            names = "--keep-for",
            paramLabel = "DURATION",
            description = "Deletes files that long after they were completed. Default: keeps all.",
            converter = SpanConverter.class)
    private Duration keepFor = RecordingLimits.DEFAULT.keepFor();

    private final RecordTally tally = new RecordTally();

    @Override
    public Integer call() {
        if (until != null && !until.end() && until.time() == null) {
            throw CliException.usage("--until beginning records nothing", "give end or a time");
        }
        Path folder = to == null ? Path.of("") : to;
        RecordingLimits limits = new RecordingLimits(rotateBytes, rotateEvery, keepBytes, keepFor);
        try (RecordingFolder files = RecordingFolder.open(folder, limits, InstantSource.system(), this::tell);
                KafkaOptions.Access access = kafka.open()) {
            record(access.settings(), folder, files);
            tally.tell(err(), files.deleted());
        } catch (FolderInUseException taken) {
            throw CliException.environment(
                    String.valueOf(taken.getMessage()), "stop the other one, or name another folder with --to");
        } catch (IOException failed) {
            throw CliException.environment(
                    "the recording can't be written: " + failed.getMessage(),
                    "check space and permissions, then start again: it goes on where the files end");
        }
        return tally.hasLost() ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private void tell(RecordedFileInfo file) {
        tally.completed(file);
        err().printf(Locale.ROOT, "%s: %,d records, %,d bytes%n", file.path(), file.records(), file.bytes());
        err().flush();
    }

    private void record(Map<String, String> settings, Path folder, RecordingFolder files) throws IOException {
        Stop stop = new Stop();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            SameKafka.check(settings, folder);
            Recorder recorder = new Recorder(consumer, files, tally, from, until, err());
            stop.wakes(recorder::wakeUp);
            recorder.run(stop::isAsked);
        } catch (RetriableException silent) {
            throw CliException.environment(
                    "Kafka at " + settings.get("bootstrap.servers") + " does not answer",
                    "check that the brokers are up, and address and security settings");
        } catch (ConfigException wrong) {
            throw CliException.usage(String.valueOf(wrong.getMessage()), "correct --bootstrap or --kafka");
        } catch (KafkaException failed) {
            throw CliException.environment(
                    "Kafka can't be read: " + failed.getMessage(),
                    "check that this user may read and describe " + EventTopics.AUDIT + " and " + EventTopics.OBJECTS);
        } finally {
            stop.done();
        }
    }

    private static Map<String, Object> client(Map<String, String> settings) {
        Map<String, Object> client = new HashMap<>(settings);
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        client.put("auto.offset.reset", "none");
        client.put("allow.auto.create.topics", false);
        client.putIfAbsent("client.id", "anchorwatch-record");
        client.putIfAbsent("max.poll.records", 5000);
        // By default a client waits a minute for a broker that is not there.
        client.putIfAbsent("default.api.timeout.ms", "15000");
        client.putIfAbsent("request.timeout.ms", "10000");
        return client;
    }
}
