// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.run.RunSettings;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration the sinks are of. */
final class SinkOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The service's YAML file; deploy/examples/anchorwatch.yaml shows every key.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Data folder of the service, for its embedded broker. Default: that of the configuration.")
    private @Nullable Path data;

    ServiceConfig read() {
        if (config == null) {
            throw CliException.usage("no configuration", "name it with --config");
        }
        return RunSettings.ofFile(config, Set.of(), Optional.ofNullable(data), System.getenv())
                .config();
    }

    /** The sink of that name, or a usage error that names those there are. */
    static SinkRouteConfig named(ServiceConfig config, String name) {
        return config.sinks().stream()
                .filter(route -> route.sink().name().equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.usage(
                        "there is no sink '" + name + "'",
                        "the configuration has: "
                                + String.join(
                                        ", ",
                                        config.sinks().stream()
                                                .map(route -> route.sink().name())
                                                .toList())));
    }
}
