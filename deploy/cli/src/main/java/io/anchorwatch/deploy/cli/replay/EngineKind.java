// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The engines that a replay can run on. */
enum EngineKind {
    LOCAL,
    KAFKA_STREAMS;

    ReplayEngine open(RuleSet rules) {
        return this == LOCAL ? new LocalEngine(rules) : new KafkaStreamsEngine(rules);
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
