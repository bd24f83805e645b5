// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module on the class path costs a rule set nothing that does without it: a fresh process tells what it loads. */
final class LoadedOnDemandTest {

    private static final String SIGMA = """
            title: created
            logsource: {product: kubernetes, service: audit}
            detection: {s: {verb: create}, condition: s}
            level: low
            """;

    private static final String POLICY = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: never}
            spec:
              matchConstraints:
                resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
              validations: [{expression: 'false'}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: never}
            spec: {policyName: never, validationActions: [Deny]}
            """;

    @TempDir
    private Path folder;

    private List<String> loadedBy(String rules) throws IOException, InterruptedException {
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("rules")).resolve("r.yaml"), rules);
        Path log = folder.resolve("classes.log");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        classPath,
                        RulesWithoutCelMain.class.getName(),
                        String.valueOf(file.getParent()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        assertThat(child.waitFor())
                .as(Files.readString(folder.resolve("out.log")))
                .isZero();
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" dev.cel.")
                            || line.contains(" org.antlr.")
                            || line.contains(" com.google.protobuf."))
                    .toList();
        }
    }

    @Test
    void sigmaRulesLoadNoCel() throws Exception {
        assertThat(loadedBy(SIGMA)).isEmpty();
    }

    @Test
    void aPolicyDoes() throws Exception {
        assertThat(loadedBy(POLICY)).isNotEmpty();
    }
}
