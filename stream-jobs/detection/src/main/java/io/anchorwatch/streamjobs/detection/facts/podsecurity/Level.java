// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import java.util.Optional;
import java.util.stream.Stream;

/** The three standards, from none to strictest. */
public enum Level {
    PRIVILEGED("privileged"),
    BASELINE("baseline"),
    RESTRICTED("restricted");

    private final String wireName;

    Level(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in labels and rules. */
    public String wireName() {
        return wireName;
    }

    /** The level of that name, if there is one. */
    public static Optional<Level> of(String name) {
        return Stream.of(values()).filter(level -> level.wireName.equals(name)).findFirst();
    }
}
