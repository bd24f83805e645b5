// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of an incident a message tells one by one; the rest it counts.
 *
 * @param findings most findings, at least 1
 * @param changes most lines of changes of a finding; 0 for none
 * @param surroundings whether a finding tells when and from where
 */
public record Detail(int findings, int changes, boolean surroundings) {

    /** As much as is read on a phone: of a single finding all, of several the three worst. */
    public static final Detail FULL = new Detail(3, 6, true);

    /** From all to the least that is still an alert: changes go first, then where it came from, then findings. */
    public static final List<Detail> LEVELS = List.of(
            FULL, new Detail(3, 2, true), new Detail(3, 0, true), new Detail(3, 0, false), new Detail(1, 0, false));

    /** The least that is still an alert. */
    public static final Detail LEAST = LEVELS.get(LEVELS.size() - 1);

    /** The changes to show; when not all, a last line says so. */
    public List<String> shown(List<String> all) {
        if (changes == 0 || all.size() <= changes) {
            return changes == 0 ? List.of() : all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, changes));
        shown.add("… and more");
        return shown;
    }
}
