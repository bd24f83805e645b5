// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.SinkTypes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a configuration file into records that can be used as they are. */
public final class ConfigReader {

    private final Map<String, String> environment;
    private final boolean terminal;

    /**
     * A reader.
     *
     * @param environment variables that {@code ${env:NAME}} may name
     * @param terminal whether standard output is a terminal: the console sink then has colours
     */
    public ConfigReader(Map<String, String> environment, boolean terminal) {
        this.environment = Map.copyOf(environment);
        this.terminal = terminal;
    }

    /**
     * What the command line says instead of the file.
     *
     * @param roles this process's roles, empty for those of the file
     * @param data its data folder
     */
    public record Overrides(Set<Role> roles, Optional<Path> data) {

        /** Nothing. */
        public static final Overrides NONE = new Overrides(Set.of(), Optional.empty());

        public Overrides {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Reads a file. Relative paths in it start at its folder.
     *
     * @throws IOException when the file can't be read
     * @throws ConfigException with all that is wrong in it
     */
    public ServiceConfig read(Path file, Overrides overrides) throws IOException, ConfigException {
        Problems problems = new Problems(file.toString());
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        Node root = compose(file);
        Section top = new Section("", root, new Secrets(folder, environment, problems));
        ServiceConfig config = new TopSection(top, overrides, SinkTypes.all(terminal, environment)).read();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.render());
        }
        return config;
    }

    private static Node compose(Path file) throws IOException, ConfigException {
        String at = file + ":1:1: ";
        try {
            @Nullable Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
            if (root == null || Section.isNull(root)) {
                throw new ConfigException(
                        List.of(at + "the file is empty: start from deploy/examples/anchorwatch.yaml"));
            }
            return root;
        } catch (MarkedYAMLException invalid) {
            Problems problems = new Problems(file.toString());
            problems.add(invalid.getProblemMark(), "this is not YAML: " + invalid.getProblem());
            throw new ConfigException(problems.render());
        } catch (YAMLException | MalformedInputException invalid) {
            throw new ConfigException(List.of(at + "this is not YAML in UTF-8: " + invalid.getMessage()));
        }
    }
}
