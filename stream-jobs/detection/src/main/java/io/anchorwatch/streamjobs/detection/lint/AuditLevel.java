// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.Arrays;

/** Levels of an audit policy, least first. */
enum AuditLevel {
    NONE("None"),
    METADATA("Metadata"),
    REQUEST("Request"),
    REQUEST_RESPONSE("RequestResponse");

    private final String wireName;

    AuditLevel(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** The level of that name. */
    static AuditLevel of(String name) {
        return Arrays.stream(values())
                .filter(level -> level.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no audit level: " + name));
    }
}
