// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Parts of the service that a process may take on. */
public enum Role {
    /** Receives audit events and tails audit logs. */
    INGEST,
    /** Lists and watches the objects of clusters. */
    WATCH,
    /** Runs the detection job. */
    DETECT,
    /** Pushes alerts to the sinks. */
    DISPATCH;

    /** Its name in the configuration. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name, if there is one. */
    public static Optional<Role> of(String name) {
        return Stream.of(values()).filter(role -> role.wireName().equals(name)).findFirst();
    }
}
