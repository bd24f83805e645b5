// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people get, letter for letter. Written anew with {@code -Dgolden.write=true}. */
public final class Golden {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Golden() {}

    /** JSON, laid out for people to review. */
    public static void assertJson(String file, byte[] actual) throws IOException {
        assertText(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(actual)) + "\n");
    }

    public static void assertText(String file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Path written = Path.of("src/test/resources/golden", file);
            Files.createDirectories(written.getParent());
            Files.writeString(written, actual);
            return;
        }
        try (InputStream golden = Golden.class.getResourceAsStream("/golden/" + file)) {
            assertThat(golden).as("the golden file " + file).isNotNull();
            assertThat(actual).isEqualTo(new String(golden.readAllBytes(), UTF_8));
        }
    }
}
