// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Optional;

/** {@code format.named}, a function for each named format, and {@code validate}. */
final class FormatLibrary {

    private static final CelType TYPE = OpaqueType.create("kubernetes.NamedFormat");

    private FormatLibrary() {}

    static Functions functions() {
        Functions functions = new Functions()
                .global(
                        "format.named",
                        "format-named",
                        OptionalType.create(TYPE),
                        SimpleType.STRING,
                        String.class,
                        NamedFormat::of)
                .member(
                        "validate",
                        "format-validate",
                        OptionalType.create(ListType.create(SimpleType.STRING)),
                        List.of(TYPE, SimpleType.STRING),
                        NamedFormat.class,
                        String.class,
                        FormatLibrary::validate);
        for (NamedFormat format : NamedFormat.values()) {
            String name = "format." + format.celName();
            functions.overload(name, CelOverloadDecl.newGlobalOverload(name, TYPE), List.of(), args -> format);
        }
        return functions;
    }

    private static Optional<List<String>> validate(NamedFormat format, String text) {
        List<String> problems = format.check(text);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
