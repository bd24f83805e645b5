// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.recording.Workers;
import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The engines that a replay can run on. */
enum EngineKind {
    LOCAL,
    KAFKA_STREAMS,
    FLINK;

    /**
     * Opens the engine.
     *
     * @param workers may help it; they stay open
     * @param folder for files of its own, which goes when it is closed or later
     * @param alerts takes each alert on the thread that brings the events
     */
    ReplayEngine open(ReplayRules rules, Workers workers, Path folder, Consumer<Alert> alerts) {
        return switch (this) {
            case LOCAL -> new LocalEngine(rules.timeline(), workers, folder, alerts);
            case KAFKA_STREAMS -> new KafkaStreamsEngine(rules.timeline(), alerts);
            case FLINK -> new FlinkEngine(rules, alerts);
        };
    }

    /** Reads the value of {@code --engine}. */
    static final class Converter implements ITypeConverter<EngineKind> {
        @Override
        public EngineKind convert(String value) {
            return switch (value) {
                case "local" -> LOCAL;
                case "kafka-streams" -> KAFKA_STREAMS;
                case "flink" -> FLINK;
                default ->
                    throw new TypeConversionException("expected local, kafka-streams or flink, not '" + value + "'");
            };
        }
    }
}
