// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import java.util.Map;

/**
 * {@code type: console}.
 *
 * @param terminal whether standard output is a terminal
 * @param environment variables of the process
 */
public record ConsoleType(boolean terminal, Map<String, String> environment) implements SinkType {

    public ConsoleType {
        environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        ConsoleConfig usual = ConsoleConfig.detect(name, terminal, environment);
        return new ConsoleConfig(
                name, settings.flag("colours", usual.colours()), settings.number("width", usual.width(), 60, 1000));
    }
}
