// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.Terminal;
import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.config.ConfigException;
import io.anchorwatch.deploy.service.config.ConfigReader;
import io.anchorwatch.deploy.service.config.DefaultConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to run.
 *
 * @param config all of it
 * @param token the token that was made, when no configuration gives one
 */
public record RunSettings(ServiceConfig config, Optional<WebhookToken> token) {

    static final Path DATA = Path.of("anchorwatch-data");

    private static final String HIDDEN_TOKEN = "*".repeat(32);

    /** What a configuration file says. */
    public static RunSettings ofFile(Path file, Set<Role> roles, Optional<Path> data, Map<String, String> environment) {
        try {
            ConfigReader reader = new ConfigReader(environment, Terminal.isOutput());
            return new RunSettings(reader.read(file, new ConfigReader.Overrides(roles, data)), Optional.empty());
        } catch (ConfigException invalid) {
            throw CliException.usage(
                    "the configuration can't be used:\n" + String.join("\n", invalid.problems()),
                    "correct it; deploy/examples/anchorwatch.yaml shows every key");
        } catch (NoSuchFileException missing) {
            throw CliException.environment(file + ": no such file", "check the path, or leave out --config");
        } catch (IOException unreadable) {
            throw CliException.environment(file + ": can't be read: " + unreadable.getMessage(), "check the file");
        }
    }

    static RunSettings usual(Set<Role> roles, Path data, Map<String, String> environment) {
        needsFile(roles);
        WebhookToken token = WebhookToken.in(data);
        return new RunSettings(DefaultConfig.of(roles, data, token.value(), console(environment)), Optional.of(token));
    }

    /** The same to look at: touches no disk. */
    static ServiceConfig preview(Set<Role> roles, Path data, Map<String, String> environment) {
        needsFile(roles);
        return DefaultConfig.of(roles, data, HIDDEN_TOKEN, console(environment));
    }

    private static void needsFile(Set<Role> roles) {
        if (roles.contains(Role.WATCH)) {
            throw CliException.usage(
                    "the role watch needs a configuration that says which clusters",
                    "write one with watch.clusters, as in deploy/examples/anchorwatch.yaml, and name it with --config");
        }
    }

    private static ConsoleConfig console(Map<String, String> environment) {
        return ConsoleConfig.detect("console", Terminal.isOutput(), environment);
    }
}
