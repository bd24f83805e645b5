// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import java.util.ArrayList;
import java.util.List;

/** One file: its text, and what is wrong in it. */
final class ManifestFile {

    private final String name;
    private final List<String> lines;
    private final List<RuleProblem> problems = new ArrayList<>();

    ManifestFile(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
    }

    String name() {
        return name;
    }

    List<String> lines() {
        return lines;
    }

    List<RuleProblem> problems() {
        return problems;
    }

    void error(Place place, String message) {
        add(RuleProblem.Level.ERROR, place, message);
    }

    void warning(Place place, String message) {
        add(RuleProblem.Level.WARNING, place, message);
    }

    private void add(RuleProblem.Level level, Place place, String message) {
        boolean known = place.line() >= 0 && place.line() < lines.size();
        problems.add(new RuleProblem(
                level, name, place.line() + 1, place.column() + 1, message, known ? lines.get(place.line()) : ""));
    }
}
