// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * The text is a path at or below one of {@code paths}, compared component by component; components that hold
 * {@code *}, {@code ?} or {@code [} are shell patterns.
 */
public record PathPrefix(List<List<Glob>> paths) implements ValueTest {

    public PathPrefix {
        paths = List.copyOf(paths);
    }

    /** Reads the paths; empty components do not count. */
    public static PathPrefix of(List<String> paths) {
        return new PathPrefix(paths.stream()
                .distinct()
                .sorted()
                .map(path ->
                        components(path).stream().map(PathPrefix::component).toList())
                .toList());
    }

    private static Glob component(String text) {
        boolean pattern = text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
        return Glob.of(pattern ? text : text.replace("\\", "\\\\"), false);
    }

    private static List<String> components(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, this::holds);
    }

    private boolean holds(String path) {
        List<String> parts = components(path);
        return paths.stream().anyMatch(prefix -> isPrefix(prefix, parts));
    }

    private static boolean isPrefix(List<Glob> prefix, List<String> parts) {
        if (prefix.size() > parts.size()) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            if (!prefix.get(i).matches(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
