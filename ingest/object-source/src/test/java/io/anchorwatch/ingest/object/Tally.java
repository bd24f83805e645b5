// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.fake.Change;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what was told with what was, over several runs. */
final class Tally {

    /** States that were told and never were. */
    final List<String> invented = new ArrayList<>();

    /** States that no watch was kept from telling, outside gaps, and that were not told. */
    final List<String> lost = new ArrayList<>();

    /** Changes found by a list outside gaps although the watch had told them, or would have. */
    final List<String> mistaken = new ArrayList<>();

    private final List<Long> recoveries = new ArrayList<>();
    private int seeds;
    private int changes;
    private int hidden;
    private int divergences;
    private int resent;

    void recovered(long millis) {
        recoveries.add(millis);
    }

    void add(FakeApiServer server, Published published, String name) {
        seeds++;
        List<ObjectChange> told = published.changes();
        Set<String> states = new HashSet<>();
        Set<String> ids = new HashSet<>();
        List<int[]> gaps = published.gaps();
        for (ObjectChange change : told) {
            String state = state(change);
            if (!server.store.existed(state)) {
                invented.add(name + ": " + state);
            }
            if (isMistaken(change, server, gaps)) {
                mistaken.add(name + ": " + change.type() + " " + state);
            }
            states.add(state);
            ids.add(change.id().value());
        }
        resent += told.size() - ids.size();
        divergences += Collections.frequency(published.notices(), WatchNotice.Kind.DIVERGENCE);
        for (Change change : server.store.history()) {
            int version = change.item().version();
            String state = Store.state(change.item().name(), change.item().uid(), version);
            changes++;
            hidden += server.hides(version) ? 1 : 0;
            if (!states.contains(state) && !server.hides(version) && !isWithin(gaps, version)) {
                lost.add(name + ": " + state);
            }
        }
    }

    private static String state(ObjectChange change) {
        return Store.state(change.object().name(), change.uid(), Integer.parseInt(change.resourceVersion()));
    }

    /** Of what a list finds gone nobody knows which version made it so. */
    private static boolean isMistaken(ObjectChange change, FakeApiServer server, List<int[]> gaps) {
        int version = Integer.parseInt(change.resourceVersion());
        return change.origin() == ObjectChange.Origin.RELIST
                && change.type() != ObjectChange.Type.DELETED
                && !server.hides(version)
                && !isWithin(gaps, version);
    }

    private static boolean isWithin(List<int[]> gaps, int version) {
        return gaps.stream().anyMatch(gap -> gap[0] < version && version <= gap[1]);
    }

    int divergences() {
        return divergences;
    }

    @Override
    public String toString() {
        Collections.sort(recoveries);
        return String.format(
                "%d runs: %d changes, %d of them dropped by the watch, %d lost outside gaps, %d invented, %d mistaken,"
                        + " %d divergences, %d sent again, recovery p50 %d ms, max %d ms",
                seeds,
                changes,
                hidden,
                lost.size(),
                invented.size(),
                mistaken.size(),
                divergences,
                resent,
                recoveries.get(recoveries.size() / 2),
                recoveries.get(recoveries.size() - 1));
    }
}
