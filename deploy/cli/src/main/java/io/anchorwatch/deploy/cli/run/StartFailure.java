// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import io.anchorwatch.deploy.broker.BrokerStartException;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.service.DataInUseException;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.BindException;
import java.util.stream.Stream;

/** Says why the service did not start, and what to do. */
final class StartFailure {

    private StartFailure() {}

    static CliException explain(Exception failure, ServiceConfig config) {
        if (failure instanceof CliException told) {
            return told;
        }
        if (failure instanceof DataInUseException) {
            return CliException.environment(
                    String.valueOf(failure.getMessage()),
                    "stop the other process, or choose another folder with --data");
        }
        if (failure instanceof BrokerStartException) {
            return CliException.environment(String.valueOf(failure.getMessage()), "see above, then start again");
        }
        if (causes(failure)
                .anyMatch(cause -> cause instanceof BindException || cause instanceof JavalinBindException)) {
            return CliException.environment(ports(config), "see with 'ss -ltnp' who has it, or configure other ports");
        }
        if (failure instanceof IllegalArgumentException) {
            return CliException.usage(String.valueOf(failure.getMessage()), "correct the configuration");
        }
        String what =
                failure instanceof IOException ? "a file or folder can't be used: " : "the service did not start: ";
        return CliException.environment(what + failure, "see the log above, or start again with --log-level debug");
    }

    private static String ports(ServiceConfig config) {
        StringBuilder ports = new StringBuilder("a port is taken, one of: ");
        config.webhook()
                .ifPresent(webhook -> ports.append("webhook ")
                        .append(webhook.host())
                        .append(':')
                        .append(webhook.port())
                        .append(", "));
        return ports.append("operations ")
                .append(config.operations().host())
                .append(':')
                .append(config.operations().port())
                .toString();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, cause -> cause.getCause())
                .limit(20);
    }
}
