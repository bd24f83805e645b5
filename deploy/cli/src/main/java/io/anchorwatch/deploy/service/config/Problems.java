// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers problems, so that all of them are told at once. */
final class Problems {

    private record Problem(int line, int column, String message) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node node, String message) {
        add(node.getStartMark(), message);
    }

    void add(Mark mark, String message) {
        found.add(new Problem(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** What is wrong, without places: for what stands in no file. */
    List<String> messages() {
        return found.stream()
                .map(problem -> file + ": " + problem.message())
                .distinct()
                .toList();
    }

    /** In the order of the file; several at one place in the order they were found. */
    List<String> render() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .map(problem -> file + ":" + problem.line() + ":" + problem.column() + ": " + problem.message())
                .distinct()
                .toList();
    }
}
