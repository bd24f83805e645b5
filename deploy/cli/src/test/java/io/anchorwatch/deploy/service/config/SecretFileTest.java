// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFileTest {

    @TempDir
    private Path dir;

    @Test
    void a_secret_that_is_replaced_counts_from_the_next_use_on() throws IOException {
        Path file = Files.writeString(dir.resolve("secret"), "old\n");
        SecretFile secret = new SecretFile(file, "old");
        assertThat(secret.get()).isEqualTo("old");
        Files.writeString(file, "new-one\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(secret.get()).isEqualTo("new-one");
    }

    @Test
    void while_the_file_is_away_or_empty_the_last_value_stays() throws IOException {
        Path file = Files.writeString(dir.resolve("secret"), "old");
        SecretFile secret = new SecretFile(file, "old");
        Files.delete(file);
        assertThat(secret.get()).isEqualTo("old");
        Files.writeString(file, "");
        assertThat(secret.get()).isEqualTo("old");
        Files.writeString(file, "new");
        assertThat(secret.get()).isEqualTo("new");
    }
}
