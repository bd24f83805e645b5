// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.streamjobs.detection.falco.FalcoFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value of {@code --compat}. */
public final class CompatConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!value.equals(FalcoFormat.NAME)) {
            throw new TypeConversionException("expected " + FalcoFormat.NAME + ", not '" + value + "'");
        }
        return value;
    }
}
