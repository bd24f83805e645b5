// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anchorwatch.deploy.service.ServiceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration files for tests. */
record ConfigFiles(Path folder) {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The least that is complete: what a test is about comes besides. */
    static final String DETECT_ONLY = "roles: [detect]\ndata: d\n";

    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", TOKEN, "EMPTY", " ");

    ServiceConfig read(String yaml) throws Exception {
        return new ConfigReader(ENVIRONMENT, false).read(file(yaml), ConfigReader.Overrides.NONE);
    }

    /** What is wrong, without the name of the file. */
    List<String> problems(String yaml) throws Exception {
        Path file = file(yaml);
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> new ConfigReader(ENVIRONMENT, false).read(file, ConfigReader.Overrides.NONE));
        return refused.problems().stream()
                .map(line -> line.replace(file + ":", "").replace(folder.toString(), "FOLDER"))
                .toList();
    }

    private Path file(String yaml) throws Exception {
        return Files.writeString(folder.resolve("anchorwatch.yaml"), yaml);
    }
}
