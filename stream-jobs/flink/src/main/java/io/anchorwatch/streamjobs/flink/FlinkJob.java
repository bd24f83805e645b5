// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: the job for a Flink cluster, or with {@code --local} on one within this process. */
@Command(
        name = "anchorwatch-flink",
        mixinStandardHelpOptions = true,
        description =
                "Judges the events in Kafka on Flink: on the cluster that this is submitted to, or with --local in"
                        + " this process. Parallelism, checkpoints and the state backend are the cluster's settings.")
public final class FlinkJob implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Kafka's brokers.")
    private String bootstrap = "";

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A further setting of Kafka's clients, such as security.protocol=SSL; may be given several"
                    + " times.")
    private Map<String, String> kafka = new TreeMap<>();

    @Option(
            names = "--group",
            description =
                    "Consumer group and prefix of transactional ids; two jobs need two. Default: ${DEFAULT-VALUE}.")
    private String group = FlinkJobConfig.GROUP;

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "A rule file or a folder of them; may be given several times. Default: the shipped rules.")
    private List<Path> rules = new ArrayList<>();

    @Option(names = "--bundle", paramLabel = "FILE", description = "Rules as 'anchorwatch rules bundle' writes them.")
    private @Nullable Path bundle;

    @Option(
            names = "--bundle-from",
            paramLabel = "TIME=FILE",
            description = "Rules that replace those for events from a time on, RFC 3339; may be given several times.")
    private Map<Instant, Path> laterBundles = new TreeMap<>();

    @Option(
            names = "--rules-topic",
            paramLabel = "TOPIC",
            description = "A topic of one partition that brings rules while the job runs, see 'anchorwatch rules"
                    + " publish'. Default: none.")
    private String rulesTopic = "";

    @Option(names = "--bounded", description = "Read what is there and end. Default: go on as events come.")
    private boolean bounded;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Begin with records of that time, RFC 3339, where the job has not been before.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "With --bounded: end before records of that time.")
    private @Nullable Instant to;

    @Option(names = "--no-objects", description = "Leave object changes out.")
    private boolean noObjects;

    @Option(
            names = "--shares",
            paramLabel = "N",
            description =
                    "In how many shares groups and namespaces fall, the highest useful parallelism of correlating;"
                            + " fixed for the life of a savepoint. Default: ${DEFAULT-VALUE}.")
    private int shares = FlinkJobConfig.SHARES;

    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            description = "How far out of order events may come. Default: ${DEFAULT-VALUE}.")
    private Duration lateness = CorrelationSettings.LATENESS;

    @CommandLine.Mixin
    private LocalOptions local = new LocalOptions();

    /** Runs the program; the exit code is 0 when the job was submitted, or has ended. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new FlinkJob())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("anchorwatch-flink: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? 2 : 3;
                })
                .execute(arguments);
        // On a cluster this is a thread of Flink's, which takes the end of main for success.
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws Exception {
        FlinkJobConfig config = config();
        if (local.isAsked()) {
            return runHere(config);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DetectionPipeline.build(env, config);
        env.execute("anchorwatch");
        return 0;
    }

    private int runHere(FlinkJobConfig config) throws InterruptedException, IOException {
        LocalFlink.Run run = local.run();
        if (bounded && !run.restoreFrom().isEmpty()) {
            // The connector's bounded source, once restored, waits for splits that don't come.
            throw new IllegalArgumentException("a bounded job can't go on from a checkpoint; begin it again");
        }
        try (LocalFlink flink = LocalFlink.start(config, run)) {
            if (config.input().live()) {
                String savepoint = flink.awaitStop(local.stopFile(), local.savepoints());
                if (spec != null) {
                    spec.commandLine().getOut().println(savepoint);
                }
                return 0;
            }
            Map<String, Long> failed = flink.await();
            @Nullable Path report = local.report();
            if (report != null) {
                Properties told = new Properties();
                failed.forEach((rule, times) -> told.setProperty(rule, Long.toString(times)));
                try (var out = Files.newOutputStream(report)) {
                    told.store(out, "How often a rule could not answer");
                }
            }
            return 0;
        }
    }

    private FlinkJobConfig config() throws IOException {
        Map<Instant, RuleBundle> later = new TreeMap<>();
        for (Map.Entry<Instant, Path> next : laterBundles.entrySet()) {
            later.put(next.getKey(), RuleBundle.decode(Files.readAllBytes(next.getValue())));
        }
        return new FlinkJobConfig(
                bootstrap,
                group,
                kafka,
                bundle(),
                later,
                rulesTopic,
                new FlinkJobConfig.Input(!bounded, from, to),
                !noObjects,
                shares,
                lateness);
    }

    private RuleBundle bundle() throws IOException {
        if (bundle != null) {
            return RuleBundle.decode(Files.readAllBytes(bundle));
        }
        Path shipped = ShippedRules.folder();
        List<Path> roots = rules.isEmpty() ? List.of(shipped) : rules;
        List<Path> lists = new ArrayList<>(List.of(shipped));
        lists.addAll(roots);
        RuleBundle read = new RuleBundle(new RuleFolder(roots, lists).contents(), true, Set.of());
        tellProblems(read);
        return read;
    }

    private void tellProblems(RuleBundle read) {
        try {
            var err = spec == null ? null : spec.commandLine().getErr();
            read.load().problems().forEach(problem -> {
                if (err != null) {
                    err.println(problem.render());
                }
            });
        } catch (UncheckedIOException damaged) {
            throw new IllegalArgumentException("rules can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
