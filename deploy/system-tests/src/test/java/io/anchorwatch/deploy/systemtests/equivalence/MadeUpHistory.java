// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An hour or so of a made-up cluster: what its API server logged, and what a watch of its objects saw, each at its own
 * time and in no order.
 *
 * @param audit audit events
 * @param watch changes of objects
 * @param baseline objects that were there before
 */
record MadeUpHistory(List<Logged> audit, List<Seen> watch, List<Seen> baseline) {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final int STEPS = 260;

    /** An audit event and when it happened. */
    record Logged(Instant time, ObjectNode event) {}

    /** An object as a watch saw it. */
    record Seen(Instant time, String type, MadeUpObjects.Kind kind, ObjectNode object) {}

    static MadeUpHistory of(SplittableRandom random) {
        MadeUpHistory history = new MadeUpHistory(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        MadeUpObjects objects = new MadeUpObjects(random.split());
        MadeUpRequests requests = new MadeUpRequests(random.split());
        for (int i = 0; i < 12; i++) {
            MadeUpObjects.Change before = objects.any();
            if (before.type().equals("ADDED")) {
                history.baseline.add(new Seen(START, "ADDED", before.kind(), before.object()));
            }
        }
        Instant now = START.plusSeconds(5);
        for (int step = 0; step < STEPS; step++) {
            now = now.plusNanos(1_000L * random.nextLong(random.nextInt(60) == 0 ? 400_000_000 : 6_000_000));
            int what = random.nextInt(10);
            if (what < 6) {
                history.write(objects.any(), now, requests, random);
            } else if (what < 8) {
                history.denied(now, requests, random);
            } else {
                history.audit.add(new Logged(now, requests.read(now)));
            }
        }
        return history;
    }

    /** A burst, so that there is something to count. */
    private void denied(Instant from, MadeUpRequests requests, SplittableRandom random) {
        String user = requests.user();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            Instant at = from.plusMillis(random.nextInt(20_000));
            audit.add(new Logged(at, requests.denied(user, at)));
        }
    }

    /** The request, which may not have been logged, and the change, which may lag, or go unseen. */
    private void write(MadeUpObjects.Change change, Instant now, MadeUpRequests requests, SplittableRandom random) {
        Instant seen = now.plusNanos(1_000L * random.nextLong(random.nextInt(10) == 0 ? 25_000_000 : 900_000));
        if (random.nextInt(15) == 0) {
            seen = now.minusMillis(random.nextInt(6_000));
        }
        if (change.type().equals("DELETED") && random.nextInt(5) == 0) {
            seen = now.plusSeconds(random.nextInt(600));
        }
        if (random.nextInt(10) != 0) {
            requests.write(change, now).forEach(logged -> audit.add(logged));
        }
        if (random.nextInt(25) != 0) {
            watch.add(new Seen(seen, change.type(), change.kind(), change.object()));
        }
    }
}
