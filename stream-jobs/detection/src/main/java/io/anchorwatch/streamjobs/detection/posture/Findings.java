// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Findings while they are collected: all objects of one rule are one finding. */
final class Findings {

    /** What is said of a rule. */
    record About(String rule, String title, Severity severity, String advice) {}

    private record Open(About about, SortedMap<Holder, Integer> holders, List<Reach> reach) {}

    private final NavigableMap<String, Open> open = new TreeMap<>();

    /** Adds one object. */
    void add(About about, Holder holder, Reach reach) {
        add(about, holder, 1, reach);
    }

    /** Adds so many objects, told at {@code holder}. */
    void add(About about, Holder holder, int count, Reach reach) {
        Open finding =
                open.computeIfAbsent(about.rule(), unused -> new Open(about, new TreeMap<>(), new ArrayList<>()));
        if (finding.holders().putIfAbsent(holder, count) == null) {
            finding.reach().add(reach);
        }
    }

    /** All, highest score first. */
    List<Finding> sorted() {
        return open.values().stream()
                .map(found -> new Finding(
                        found.about().rule(),
                        found.about().title(),
                        found.about().severity(),
                        found.holders(),
                        Reach.all(found.reach()),
                        found.about().advice()))
                .sorted(Finding.BY_SCORE)
                .toList();
    }
}
