// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.files.RuleTests;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the rule files. When they have changed and come to rest, the new set is read, compiled and tested on a thread
 * of its own; a good one takes the old one's place, a bad one is reported and the old one stays.
 */
final class RuleReload implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RuleReload.class);
    private static final long EVERY_MS = 1_000;
    private static final int SHOWN = 20;

    private final List<Path> paths;
    private final RuleOptions options;
    private final Consumer<RuleSet> inForce;
    private final MeterRegistry registry;
    private final AtomicBoolean good = new AtomicBoolean(true);
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "rule-reload");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> looking;
    private FileStamp loaded;
    private FileStamp seen;
    private String digest;

    private RuleReload(
            ServiceConfig.DetectConfig config, RuleSet rules, Consumer<RuleSet> inForce, MeterRegistry registry) {
        this.paths = Stream.of(config.rules(), config.pipelines())
                .flatMap(List::stream)
                .toList();
        this.options = RuleOptions.of(config.rules(), config.pipelines(), config.compat());
        this.inForce = inForce;
        this.registry = registry;
        this.loaded = FileStamp.of(paths);
        this.seen = loaded;
        this.digest = rules.digest();
        registry.gauge("anchorwatch.rules.current", good, state -> state.get() ? 1 : 0);
    }

    /** Starts watching; {@code inForce} gets each new set. Shipped rules do not change. */
    static RuleReload start(
            ServiceConfig.DetectConfig config, RuleSet rules, Consumer<RuleSet> inForce, MeterRegistry registry) {
        RuleReload reload = new RuleReload(config, rules, inForce, registry);
        if (!reload.paths.isEmpty()) {
            reload.looking =
                    reload.watcher.scheduleWithFixedDelay(reload::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
        }
        return reload;
    }

    private void look() {
        try {
            FileStamp now = FileStamp.of(paths);
            boolean atRest = now.equals(seen);
            seen = now;
            if (atRest && !now.equals(loaded)) {
                loaded = now;
                load();
            }
        } catch (RuntimeException unexpected) {
            // A scheduled task that throws would never run again.
            refused(List.of(unexpected.toString()));
        }
    }

    private void load() {
        try {
            RuleSet rules = options.read(RuleOptions.Mapping.K8S_AUDIT);
            if (rules.digest().equals(digest) && good.get()) {
                return;
            }
            List<String> problems = problems(options.folder(), rules);
            if (problems.isEmpty()) {
                inForce.accept(rules);
                digest = rules.digest();
                good.set(true);
                count("loaded");
            } else {
                refused(problems);
            }
        } catch (IOException | CliException unreadable) {
            refused(List.of(String.valueOf(unreadable.getMessage())));
        }
    }

    private static List<String> problems(RuleFolder folder, RuleSet rules) throws IOException {
        List<String> problems = new ArrayList<>(rules.problems().stream()
                .filter(RuleProblem::isError)
                .map(RuleProblem::render)
                .toList());
        if (rules.rules().isEmpty()) {
            problems.add("there is no usable rule");
        }
        for (Path file : folder.tests()) {
            for (RuleTests.Case test : RuleTests.read(file)) {
                String wrong = test.run(rules);
                if (!wrong.isEmpty()) {
                    problems.add(test.rule() + ": test '" + test.name() + "': " + wrong);
                }
            }
        }
        return problems;
    }

    private void refused(List<String> problems) {
        good.set(false);
        count("refused");
        log.error("the changed rules are refused; rules {} stay in force", digest);
        // Line by line: a log line that goes on over several could be forged.
        problems.stream().limit(SHOWN).flatMap(String::lines).forEach(line -> log.error("{}", line));
        if (problems.size() > SHOWN) {
            log.error("… and {} more; see 'anchorwatch rules lint' and 'rules test'", problems.size() - SHOWN);
        }
    }

    private void count(String outcome) {
        registry.counter("anchorwatch.rules.reloads", "outcome", outcome).increment();
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        watcher.shutdownNow();
    }
}
