// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job on a Flink cluster inside this process, for replays and tests. */
public final class LocalFlink implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 200;

    private final JobClient job;

    private LocalFlink(JobClient job) {
        this.job = job;
    }

    /**
     * How it runs.
     *
     * @param parallelism subtasks of each operator
     * @param checkpoints how often state is kept and alerts become visible
     * @param folder where state and checkpoints live
     * @param backend Flink's name of the state backend, {@code hashmap} for state in memory
     * @param restoreFrom a savepoint or checkpoint to go on from, empty for none
     */
    public record Run(int parallelism, Duration checkpoints, Path folder, String backend, String restoreFrom) {

        /** Anew, with state in memory and a checkpoint each second. */
        public static Run in(Path folder, int parallelism) {
            return new Run(parallelism, Duration.ofSeconds(1), folder, "hashmap", "");
        }

        /** The same from a savepoint or checkpoint. */
        public Run from(String savepoint) {
            return new Run(parallelism, checkpoints, folder, backend, savepoint);
        }
    }

    /**
     * Starts the job.
     *
     * @throws IllegalArgumentException when the rules can't run on Flink; says why
     * @throws IllegalStateException when Kafka or Flink does not start the job; says what to do
     */
    public static LocalFlink start(FlinkJobConfig config, Run run) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(run.parallelism(), configuration(run));
        env.enableCheckpointing(run.checkpoints().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        DetectionPipeline.build(env, config);
        try {
            return new LocalFlink(env.executeAsync("anchorwatch"));
        } catch (Exception refused) {
            throw new IllegalStateException("Flink does not start the job: " + refused.getMessage(), refused);
        }
    }

    private static Configuration configuration(Run run) {
        Configuration flink = new Configuration();
        flink.set(StateBackendOptions.STATE_BACKEND, run.backend());
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                run.folder().resolve("checkpoints").toUri().toString());
        flink.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                run.folder().resolve("savepoints").toUri().toString());
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, run.backend().equals("rocksdb"));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        if (!run.restoreFrom().isEmpty()) {
            flink.setString("execution.state-recovery.path", run.restoreFrom());
        }
        return flink;
    }

    /**
     * Waits until a bounded job has read everything and all it says is committed; how often each rule could not answer.
     *
     * @throws IllegalStateException when the job failed; says why
     */
    public Map<String, Long> await() throws InterruptedException {
        try {
            Map<String, Long> failed = new TreeMap<>();
            job.getJobExecutionResult().get().getAllAccumulatorResults().forEach((name, value) -> {
                if (name.startsWith(FlinkMetrics.RULE_ERRORS) && value instanceof Long times) {
                    failed.put(name.substring(FlinkMetrics.RULE_ERRORS.length()), times);
                }
            });
            return failed;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the Flink job failed: " + rootCause(failed), failed);
        }
    }

    /**
     * Lets a live job run until a file of that name is there, then stops it with a savepoint; returns where that is.
     *
     * @throws IllegalStateException when the job fails, or no savepoint can be made; says why
     */
    public String awaitStop(Path file, Path savepoints) throws InterruptedException {
        while (!Files.exists(file)) {
            if (job.getJobExecutionResult().isDone()) {
                await();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return stopWithSavepoint(savepoints);
    }

    /**
     * Stops the job with a savepoint; returns where that is.
     *
     * @throws IllegalStateException when no savepoint can be made; says why
     */
    public String stopWithSavepoint(Path folder) throws InterruptedException {
        try {
            return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("no savepoint could be made: " + rootCause(failed), failed);
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** Ends the job, if it runs, without a savepoint. */
    @Override
    public void close() {
        try {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get();
            }
        } catch (ExecutionException | IllegalStateException ended) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
