// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelRuntimeBuilder;
import java.util.List;

/** All of them; {@code authorizer} is not among them, as nobody can ask it after the fact. */
public final class KubernetesLibraries {

    private static final List<Functions> ALL = List.of(
            QuantityLibrary.functions(),
            IpLibrary.functions(),
            CidrLibrary.functions(),
            UrlLibrary.functions(),
            RegexLibrary.functions(),
            ListsLibrary.functions(),
            FormatLibrary.functions(),
            StringFormatLibrary.functions(),
            SemverLibrary.functions());

    private KubernetesLibraries() {}

    /** Makes the compiler know them. */
    public static void declare(CelCompilerBuilder compiler) {
        ALL.forEach(library -> compiler.addFunctionDeclarations(library.declarations()));
    }

    /** Makes the runtime run them. */
    public static void bind(CelRuntimeBuilder runtime) {
        ALL.forEach(library -> runtime.addFunctionBindings(library.bindings()));
    }
}
