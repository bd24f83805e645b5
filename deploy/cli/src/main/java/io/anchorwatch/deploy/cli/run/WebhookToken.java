// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import io.anchorwatch.deploy.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The token that the API server shows when nobody configured one: made once, then kept in the data folder. */
record WebhookToken(Path file, String value) {

    private static final int BYTES = 32;

    /** Reads it, or makes it at the first start, readable for this user alone. */
    static WebhookToken in(Path data) {
        Path file = data.resolve("webhook-token");
        try {
            Files.createDirectories(data);
            create(file);
            String value = Files.readString(file).strip();
            if (value.length() < BYTES) {
                throw CliException.environment(
                        file + " holds no token of at least " + BYTES + " characters", "delete it to get a new one");
            }
            return new WebhookToken(file, value);
        } catch (IOException failed) {
            throw CliException.environment(
                    file + " can't be read or written: " + failed.getMessage(),
                    "make the folder writable for this user, or choose another with --data");
        }
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path draft = file.resolveSibling("webhook-token.new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                draft,
                (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.UTF_8),
                Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
        try {
            // Under its name it is whole: a crash before leaves only the draft.
            Files.move(draft, file);
        } catch (FileAlreadyExistsException another) {
            Files.deleteIfExists(draft);
        }
    }
}
