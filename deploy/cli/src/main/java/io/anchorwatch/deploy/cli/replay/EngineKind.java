// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.recording.Workers;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The engines that a replay can run on. */
enum EngineKind {
    LOCAL,
    KAFKA_STREAMS;

    /**
     * Opens the engine.
     *
     * @param workers may help it; they stay open
     * @param folder for files of its own, which goes when it is closed or later
     * @param alerts takes each alert on the thread that brings the events
     */
    ReplayEngine open(RuleSet rules, Workers workers, Path folder, Consumer<Alert> alerts) {
        return this == LOCAL ? new LocalEngine(rules, workers, folder, alerts) : new KafkaStreamsEngine(rules, alerts);
    }

    /** Reads the value of {@code --engine}. */
    static final class Converter implements ITypeConverter<EngineKind> {
        @Override
        public EngineKind convert(String value) {
            return switch (value) {
                case "local" -> LOCAL;
                case "kafka-streams" -> KAFKA_STREAMS;
                case "flink" ->
                    throw new TypeConversionException("the engine flink is not there yet; use local or kafka-streams");
                default -> throw new TypeConversionException("expected local or kafka-streams, not '" + value + "'");
            };
        }
    }
}
