// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.recording.RecordingFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --format}. */
final class RecordingFormatConverter implements ITypeConverter<RecordingFormat> {

    @Override
    public RecordingFormat convert(String value) {
        return switch (value) {
            case "auto" -> RecordingFormat.AUTO;
            case "audit" -> RecordingFormat.AUDIT;
            case "watch" -> RecordingFormat.WATCH;
            default -> throw new TypeConversionException("expected auto, audit or watch, not '" + value + "'");
        };
    }
}
