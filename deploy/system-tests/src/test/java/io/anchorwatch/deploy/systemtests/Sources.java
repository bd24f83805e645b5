// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The Java sources of the checkout, module by module. */
final class Sources {

    static final Path ROOT = root();

    private Sources() {}

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("deploy/anchorwatch"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("these tests read the sources: run them inside the checkout");
        }
        return at;
    }

    /** The folders of all modules that hold Java. */
    static List<Path> modules() {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.endsWith("pom.xml") && !file.equals(ROOT.resolve("pom.xml")))
                    .map(file -> ROOT.resolve(file).getParent())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The Java files of a module; {@code kind} is main or test. */
    static List<Path> of(Path module, String kind) {
        Path folder = module.resolve("src").resolve(kind).resolve("java");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All Java files of that kind. */
    static List<Path> all(String kind) {
        List<Path> files = new ArrayList<>();
        modules().forEach(module -> files.addAll(of(module, kind)));
        return files;
    }

    /** Package names to the modules whose main code has them. */
    static Map<String, Set<String>> packages() {
        Map<String, Set<String>> packages = new TreeMap<>();
        for (Path module : modules()) {
            Path folder = module.resolve("src/main/java");
            for (Path file : of(module, "main")) {
                String name = folder.relativize(file.getParent()).toString().replace('/', '.');
                packages.computeIfAbsent(name, unseen -> new TreeSet<>()).add(name(module));
            }
        }
        return packages;
    }

    /** A path as a person would name it. */
    static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
