// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A rule while files that are read later may still change it. */
final class RuleDefinition {

    final String name;
    final long place;
    Located condition = new Located();
    Located output = new Located();
    String description = "";
    Priority priority = Priority.DEBUG;
    String source = "syscall";
    boolean enabled = true;
    boolean skipsUnknown;
    Set<String> tags = new LinkedHashSet<>();
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    /** Why it can't be used; empty while it can. */
    String refusal = "";

    RuleDefinition(String name, long place) {
        this.name = name;
        this.place = place;
    }
}
