// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import java.util.List;
import java.util.Map;

/**
 * Settings of the table.
 *
 * @param name the sink's name
 * @param colours whether the output understands ANSI colours
 * @param width columns of the terminal, 60 to 1,000
 */
public record ConsoleConfig(String name, boolean colours, int width) implements SinkConfig {

    private static final int USUAL_WIDTH = 120;

    /**
     * What fits the surroundings: colours only on a terminal and without {@code NO_COLOR}, width from {@code COLUMNS}.
     *
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    public static ConsoleConfig detect(String name, boolean terminal, Map<String, String> environment) {
        boolean colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        String columns = environment.getOrDefault("COLUMNS", "");
        int width = columns.matches("[0-9]{2,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
        return new ConsoleConfig(name, colours, Math.max(60, Math.min(1000, width)));
    }

    @Override
    public List<ConfigProblem> problems() {
        return new ConfigChecks().name(name).within(width, 60, 1000, "width").problems();
    }

    @Override
    public ConsoleSink open(SinkSurroundings around) {
        return new ConsoleSink(this, around.console());
    }
}
