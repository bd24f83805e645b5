// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the watching of a cluster goes. It is unreachable when one loop tried several times in a row and meanwhile the
 * server gave nobody a sign of life: many connections that break at once are no outage.
 */
public final class ClusterHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterHealth.class);
    private static final int TRIES = 5;
    private static final int LONGEST = 300;

    private final String cluster;
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private boolean unreachable;
    private String reason = "";

    public ClusterHealth(String cluster) {
        this.cluster = cluster;
    }

    /** The server did not answer that loop. Whether the cluster is, as of now, unreachable: true once. */
    synchronized boolean failed(String loop, String why) {
        reason = printable(why);
        boolean now = failures.merge(loop, 1, Integer::sum) >= TRIES && !unreachable;
        if (now) {
            unreachable = true;
            LOG.warn("cluster {} does not answer: {}", cluster, reason);
        }
        return now;
    }

    /** The server answered. Whether it had been unreachable: true once. */
    synchronized boolean answered() {
        failures.clear();
        boolean before = unreachable;
        unreachable = false;
        if (before) {
            LOG.info("cluster {} answers again", cluster);
        }
        return before;
    }

    /** A watch that is open delivered. */
    synchronized void alive() {
        if (!failures.isEmpty()) {
            failures.clear();
        }
    }

    /** Sets the problem of a resource; empty: none. */
    public void problem(String resource, String text) {
        if (text.isEmpty()) {
            if (problems.remove(resource) != null) {
                LOG.info("cluster {}, {}: well again", cluster, resource);
            }
        } else {
            String shown = printable(text);
            if (!Objects.equals(problems.put(resource, shown), shown)) {
                LOG.warn("cluster {}, {}: {}", cluster, resource, shown);
            }
        }
    }

    /** Servers say what they like; it goes into a line of the log. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** How many problems there are. */
    public double count() {
        return problems().size();
    }

    /** One line a problem. */
    public List<String> problems() {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            if (unreachable) {
                lines.add("cluster " + cluster + " does not answer: " + reason);
            }
        }
        problems.forEach((resource, text) -> lines.add("cluster " + cluster + ", " + resource + ": " + text));
        return lines;
    }
}
