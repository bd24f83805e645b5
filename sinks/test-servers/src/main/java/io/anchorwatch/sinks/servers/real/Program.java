// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs of the machine. */
final class Program {

    /** With the value {@code true} a missing program fails the tests that need it, otherwise it skips them. */
    static final String REQUIRE = "ANCHORWATCH_REQUIRE_SERVERS";

    private Program() {}

    /**
     * The program in {@code PATH} or in a folder for administrators.
     *
     * @throws ServerStartException when it is missing and {@value #REQUIRE} is {@code true}
     */
    static Optional<Path> find(String name, String packages) {
        String path = System.getenv().getOrDefault("PATH", "");
        Optional<Path> found = Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv(REQUIRE))) {
            throw new ServerStartException(name + " is missing: install the Debian packages " + packages);
        }
        return found;
    }
}
