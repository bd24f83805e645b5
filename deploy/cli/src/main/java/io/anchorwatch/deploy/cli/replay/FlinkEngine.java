// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.FlinkProcess;
import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/** The Flink job in a process of its own, over a broker in this one. */
final class FlinkEngine implements ReplayEngine {

    private static final String GROUP = "anchorwatch-replay";

    private final FlinkProcess program = FlinkProcess.find();
    private final ReplayTopics topics = new ReplayTopics();
    private final ReplayRules rules;
    private final Consumer<Alert> alerts;
    private final RuleFailures failures = new RuleFailures();

    FlinkEngine(ReplayRules rules, Consumer<Alert> alerts) {
        this.rules = rules;
        this.alerts = alerts;
    }

    @Override
    public void accept(ReplayItem.Event item) {
        topics.accept(item);
    }

    /** The job is bounded: it reads what there is, and so begins when all is there. */
    @Override
    public void finish() {
        topics.flush();
        try {
            Path folder = Files.createDirectories(topics.folder());
            Path report = folder.resolve("rule-errors.properties");
            program.run(arguments(folder, report));
            readFailures(report);
        } catch (IOException unwritable) {
            throw CliException.environment(
                    "the Flink job can't be prepared: " + unwritable.getMessage(),
                    "check the space in the temporary folder");
        }
        new JobOutput(topics.bootstrap(), GROUP).alerts().forEach(alerts);
    }

    private List<String> arguments(Path folder, Path report) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap",
                topics.bootstrap(),
                "--group",
                GROUP,
                "--bounded",
                "--local",
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                "--folder",
                folder.toString(),
                "--report",
                report.toString(),
                "--bundle",
                Files.write(folder.resolve("rules"), rules.bundle().encode()).toString()));
        for (Map.Entry<Instant, RuleBundle> later : rules.later().entrySet()) {
            Path file = folder.resolve("rules-from-" + later.getKey().toEpochMilli());
            Files.write(file, later.getValue().encode());
            arguments.addAll(List.of("--bundle-from", later.getKey() + "=" + file));
        }
        return arguments;
    }

    private void readFailures(Path report) throws IOException {
        Properties failed = new Properties();
        try (InputStream in = Files.newInputStream(report)) {
            failed.load(in);
        }
        for (String rule : failed.stringPropertyNames()) {
            failures.add(
                    rule, Long.parseLong(failed.getProperty(rule)), "not kept by this engine; --engine local tells it");
        }
    }

    @Override
    public RuleFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        topics.close();
    }
}
