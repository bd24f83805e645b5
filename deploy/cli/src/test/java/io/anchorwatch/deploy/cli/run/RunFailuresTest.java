// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.deploy.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A start that fails: exit status, what is said, and that nothing is left behind. */
final class RunFailuresTest {

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String yaml, String... more) throws Exception {
        Path file = Files.writeString(dir.resolve("anchorwatch.yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("run", "--config", file.toString()));
        arguments.addAll(List.of(more));
        CommandLine program =
                AnchorwatchMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return program.execute(arguments.toArray(String[]::new));
    }

    @Test
    void aWrongConfigurationEndsWith2() throws Exception {
        assertThat(run("data: d\nroles: [detect]\nkafca: {}\n")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("anchorwatch.yaml:3:1: unknown key 'kafca'; did you mean 'kafka'?", "next: correct it");
    }

    @Test
    void watchingNeedsAConfigurationThatSaysWhat() {
        CommandLine program =
                AnchorwatchMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String data = dir.resolve("d").toString();
        assertThat(program.execute("run", "--role", "watch", "--data", data)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the role watch needs a configuration", "watch.clusters", "--config");
    }

    @Test
    void unreadableRulesEndWith3() throws Exception {
        assertThat(run("data: d\nroles: [detect]\ndetect: {rules: [gone]}\n")).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).contains("rules can't be read", "gone: no such file or folder");
    }

    @Test
    void kafkaThatDoesNotAnswerEndsWith3() throws Exception {
        String yaml = "data: d\nroles: [detect]\nkafka: {bootstrap: '127.0.0.1:1', properties: {"
                + "default.api.timeout.ms: 500, request.timeout.ms: 400}}\n";
        assertThat(run(yaml)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString())
                .contains("Kafka at 127.0.0.1:1 does not answer", "next: check that the brokers are up");
    }

    @Test
    void aDataFolderInUseEndsWith3() throws Exception {
        Files.createDirectories(dir.resolve("d"));
        try (FileChannel channel =
                        FileChannel.open(dir.resolve("d/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(run("data: d\nroles: [detect]\n")).isEqualTo(ExitCode.ENVIRONMENT);
        }
        assertThat(err.toString()).contains("is in use by another running service", "--data");
    }

    @Test
    void aTakenPortEndsWith3AndLeavesTheFolderFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String yaml = "data: d\nroles: [detect]\noperations: {port: " + taken.getLocalPort() + "}\n";
            assertThat(run(yaml)).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(run(yaml)).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(err.toString())
                    .contains("a port is taken", "operations 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("in use by another");
        }
    }

    @Test
    void printingTheConfigurationStartsNothing() throws Exception {
        assertThat(run("data: d\nroles: [detect]\n", "--print-config")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("roles:\n- detect\n", "retention: 7d")
                .doesNotContain("&id");
        assertThat(dir.resolve("d")).doesNotExist();
    }
}
