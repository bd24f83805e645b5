// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an operator is told about what they wrote. */
public final class Problems {

    private Problems() {}

    public static List<String> of(SinkType type, Map<String, Object> values) {
        MapSettings settings = new MapSettings(values);
        SinkConfig config = type.read("people", settings);
        return Stream.concat(
                        settings.problems().stream(),
                        config.problems().stream().map(problem -> problem.field() + " " + problem.message()))
                .toList();
    }
}
