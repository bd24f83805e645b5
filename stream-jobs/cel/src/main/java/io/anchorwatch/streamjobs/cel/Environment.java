// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import io.anchorwatch.streamjobs.cel.library.KubernetesLibraries;
import java.util.List;

/** Language, libraries and variables of an API server's CEL, without {@code authorizer}. */
enum Environment {
    /** An expression of its own. */
    EXPRESSION(List.of("object", "oldObject", "request", "event")),
    /** An expression of a ValidatingAdmissionPolicy. */
    POLICY(List.of("object", "oldObject", "request", "params", "namespaceObject", "variables"));

    private static final int MAX_CHARS = 100_000;
    private static final int MAX_DEPTH = 200;
    private static final int MAX_ITERATIONS = 1_000_000;
    private static final int MAX_REGEX_PROGRAM = 1_000_000;

    /** The interpreter that walks the tree: it tells each step, by which costs are kept. */
    private static final CelRuntime RUNTIME = runtime();

    private final List<String> variables;
    private final CelCompiler compiler;

    Environment(List<String> variables) {
        this.variables = variables;
        this.compiler = Compilers.of(variables);
    }

    List<String> variables() {
        return variables;
    }

    CelCompiler compiler() {
        return compiler;
    }

    static CelRuntime celRuntime() {
        return RUNTIME;
    }

    private static CelRuntime runtime() {
        CelRuntimeBuilder runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(Settings.OPTIONS)
                .addLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.math(),
                        CelExtensions.sets(Settings.OPTIONS),
                        CelExtensions.lists(),
                        CelExtensions.comprehensions(),
                        CelExtensions.encoders(Settings.OPTIONS));
        KubernetesLibraries.bind(runtime);
        return runtime.build();
    }

    /** Apart, because constants of an enum come before its fields. */
    private static final class Settings {

        static final CelOptions OPTIONS = CelOptions.current()
                .enableOptionalSyntax(true)
                .enableHeterogeneousNumericComparisons(true)
                .maxExpressionCodePointSize(MAX_CHARS)
                .maxParseRecursionDepth(MAX_DEPTH)
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                .build();

        private Settings() {}
    }

    private static final class Compilers {

        private Compilers() {}

        static CelCompiler of(List<String> variables) {
            CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(Settings.OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(
                            CelExtensions.optional(),
                            CelExtensions.strings(),
                            CelExtensions.math(),
                            CelExtensions.sets(Settings.OPTIONS),
                            CelExtensions.lists(),
                            CelExtensions.comprehensions(),
                            CelExtensions.bindings(),
                            CelExtensions.encoders(Settings.OPTIONS));
            variables.forEach(variable -> compiler.addVar(variable, SimpleType.DYN));
            KubernetesLibraries.declare(compiler);
            return compiler.build();
        }
    }
}
