// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.service.config.Quantities;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes as the configuration writes it. */
final class SizeConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String value) {
        return Quantities.bytes(value)
                .filter(bytes -> bytes > 0)
                .orElseThrow(() -> new TypeConversionException(
                        "expected a size such as 512KiB, 64MiB or 2GiB, not '" + value + "'"));
    }
}
