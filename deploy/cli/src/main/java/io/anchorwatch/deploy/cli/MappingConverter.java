// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --mapping}. */
final class MappingConverter implements ITypeConverter<RuleOptions.Mapping> {

    @Override
    public RuleOptions.Mapping convert(String value) {
        return switch (value) {
            case "k8s_audit" -> RuleOptions.Mapping.K8S_AUDIT;
            case "none" -> RuleOptions.Mapping.NONE;
            default -> throw new TypeConversionException("expected k8s_audit or none, not '" + value + "'");
        };
    }
}
