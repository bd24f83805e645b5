// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers what is wrong with a configuration, so that all of it is told at once. Not thread-safe. */
public final class ConfigChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final List<ConfigProblem> problems = new ArrayList<>();

    /** Adds a problem unless {@code good}. */
    public ConfigChecks require(boolean good, String field, String message) {
        if (!good) {
            problems.add(new ConfigProblem(field, message));
        }
        return this;
    }

    /** A sink's name: it becomes part of a consumer group and of a metric's tag. */
    public ConfigChecks name(String name) {
        return require(
                NAME.matcher(name).matches(),
                "name",
                "a sink's name is 1 to 63 of a-z, 0-9 and '-', with a letter or digit at both ends");
    }

    /** A span of time within bounds, both included. */
    public ConfigChecks within(Duration value, Duration least, Duration most, String field) {
        return require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                field,
                "must be from " + least + " to " + most + ", not " + value);
    }

    /** A number within bounds, both included. */
    public ConfigChecks within(long value, long least, long most, String field) {
        return require(
                value >= least && value <= most, field, "must be from " + least + " to " + most + ", not " + value);
    }

    /** What was found, in the order of the checks. */
    public List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /** Throws an IllegalArgumentException that tells every problem, if there is one. */
    public static void rejectBad(SinkConfig config) {
        List<ConfigProblem> problems = config.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("sink '" + config.name() + "': " + problems);
        }
    }
}
