// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.Service;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.SinkProbes;
import io.anchorwatch.deploy.service.config.ConfigPrinter;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch run}. Has no logger: the log is set up by its options first. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the service until it is told to stop (Ctrl-C, SIGTERM). Without kafka.bootstrap it starts a"
                + " Kafka broker of its own and keeps its data.")
public final class RunCommand extends VerbCommand {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file; deploy/examples/anchorwatch.yaml shows every key. Default: everything in this"
                    + " process, on loopback addresses.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of broker, spool and state. Default: that of the configuration, or anchorwatch-data.")
    private @Nullable Path data;

    @Option(
            names = "--role",
            split = ",",
            paramLabel = "ingest|watch|detect|dispatch",
            description =
                    "What this process takes on: ingest receives audit events, watch follows the objects of clusters,"
                            + " detect judges both, dispatch sends alerts. Default: that of the configuration, or everything.")
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @Option(names = "--print-config", description = "Shows the configuration in effect, without secrets, and ends.")
    private boolean printConfig;

    @Option(
            names = "--require-healthy",
            description = "Does not start while a sink's target says that it would not take alerts; see 'sinks list"
                    + " --probe'.")
    private boolean requireHealthy;

    @Mixin
    private LogOptions logging = new LogOptions();

    @Override
    public Integer call() {
        logging.apply();
        Map<String, String> environment = System.getenv();
        Path folder = data == null ? RunSettings.DATA : data;
        if (printConfig) {
            ServiceConfig shown = config == null
                    ? RunSettings.preview(roles, folder, environment)
                    : file(config, environment).config();
            out().print(ConfigPrinter.print(shown));
            return ExitCode.OK;
        }
        serve(config == null ? RunSettings.usual(roles, folder, environment) : file(config, environment));
        return ExitCode.OK;
    }

    private RunSettings file(Path file, Map<String, String> environment) {
        return RunSettings.ofFile(file, roles, Optional.ofNullable(data), environment);
    }

    private void serve(RunSettings settings) {
        ServiceConfig what = settings.config();
        RuleSet rules = rules(what);
        if (requireHealthy && what.roles().contains(Role.DISPATCH)) {
            checkSinks(what);
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // The virtual machine ends when its hooks have: this one waits until everything is closed.
        Thread hook = new Thread(() -> stopAndWait(stop, stopped), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Service service = start(what, rules)) {
            Welcome.print(service, what, settings.token(), err());
            stop.await();
            err().println("stopping ...");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private Service start(ServiceConfig what, RuleSet rules) {
        try {
            return Service.start(what, rules, out());
        } catch (Exception failure) {
            throw StartFailure.explain(failure, what);
        }
    }

    private static void checkSinks(ServiceConfig what) {
        List<String> problems = new ArrayList<>();
        SinkProbes.ask(what).forEach((name, problem) -> problems.add(name + ": " + problem));
        if (!problems.isEmpty()) {
            throw CliException.environment(
                    "sinks would not take alerts:\n" + String.join("\n", problems),
                    "repair them, or start without --require-healthy: alerts then wait until they do");
        }
    }

    private RuleSet rules(ServiceConfig what) {
        // A process that judges nothing needs no rules.
        return what.roles().contains(Role.DETECT)
                ? RuleOptions.of(
                                what.detect().rules(),
                                what.detect().pipelines(),
                                what.detect().compat())
                        .load(err())
                : new RuleSet(List.of(), List.of());
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
