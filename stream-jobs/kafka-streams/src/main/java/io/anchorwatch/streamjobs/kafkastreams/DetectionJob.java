// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running job. The topics it reads and writes must exist. */
public final class DetectionJob implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DetectionJob.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;

    private DetectionJob(KafkaStreams streams, KafkaStreamsMetrics streamsMetrics) {
        this.streams = streams;
        this.streamsMetrics = streamsMetrics;
    }

    /** Starts reading where the job left off, or at the beginning of the topic. Returns at once. */
    public static DetectionJob start(DetectionJobConfig config, Detector detector, MeterRegistry registry) {
        KafkaStreams streams = new KafkaStreams(
                DetectionTopology.build(detector, new JobMetrics(registry)), StreamsSettings.of(config));
        streams.setUncaughtExceptionHandler(failure -> {
            log.error("a stream thread failed and is replaced", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
        streams.start();
        log.info("detection job started with rules {}", detector.rulesDigest());
        return new DetectionJob(streams, streamsMetrics);
    }

    /** Empty when the job works; else one line on why it does not. */
    public String problem() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? ""
                : "the detection job is "
                        + state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Ends the current transaction and leaves the group. */
    @Override
    public void close() {
        streamsMetrics.close();
        if (!streams.close(CLOSE_WITHIN)) {
            log.warn(
                    "the detection job did not stop within {} s; what was not committed is read again",
                    CLOSE_WITHIN.toSeconds());
        }
    }
}
