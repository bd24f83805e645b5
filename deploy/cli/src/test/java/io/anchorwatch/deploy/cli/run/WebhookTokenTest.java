// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.deploy.cli.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookTokenTest {

    @TempDir
    private Path dir;

    @Test
    void isMadeOnceAndKept() {
        WebhookToken first = WebhookToken.in(dir.resolve("data"));
        assertThat(first.value()).matches("[0-9a-f]{64}");
        assertThat(WebhookToken.in(dir.resolve("data"))).isEqualTo(first);
    }

    @Test
    void isReadableForItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(WebhookToken.in(dir).file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aSpoiltOneIsAnError() throws Exception {
        Files.writeString(dir.resolve("webhook-token"), "short\n");
        assertThatThrownBy(() -> WebhookToken.in(dir))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("holds no token of at least 32 characters");
    }
}
