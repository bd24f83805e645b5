// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.recording.RecordingFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --format}. */
public final class RecordingFormatConverter implements ITypeConverter<RecordingFormat> {

    @Override
    public RecordingFormat convert(String value) {
        for (RecordingFormat format : RecordingFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(value)) {
                return format;
            }
        }
        throw new TypeConversionException(
                "expected auto, audit, watch, eks, gke, aks, openshift or recorded, not '" + value + "'");
    }
}
