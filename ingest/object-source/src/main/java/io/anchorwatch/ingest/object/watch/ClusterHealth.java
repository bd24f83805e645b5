// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is wrong with a cluster, for whoever asks. Thread-safe. */
public final class ClusterHealth {

    private static final int TRIES = 5;

    private final String cluster;
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private int failures;
    private boolean unreachable;

    public ClusterHealth(String cluster) {
        this.cluster = cluster;
    }

    /** The server did not answer. Whether the cluster is, as of now, unreachable: true once. */
    synchronized boolean failed() {
        failures++;
        boolean now = failures >= TRIES && !unreachable;
        unreachable |= now;
        return now;
    }

    /** The server answered. Whether it had been unreachable: true once. */
    synchronized boolean answered() {
        failures = 0;
        boolean before = unreachable;
        unreachable = false;
        return before;
    }

    /** Sets the problem of a resource; empty: none. */
    public void problem(String resource, String text) {
        if (text.isEmpty()) {
            problems.remove(resource);
        } else {
            problems.put(resource, text);
        }
    }

    /** One line a problem. */
    public List<String> problems() {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            if (unreachable) {
                lines.add("cluster " + cluster + " does not answer");
            }
        }
        problems.forEach((resource, text) -> lines.add("cluster " + cluster + ", " + resource + ": " + text));
        return lines;
    }
}
