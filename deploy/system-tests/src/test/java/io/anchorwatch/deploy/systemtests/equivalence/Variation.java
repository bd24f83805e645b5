// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Recorded events, made worse: deliveries repeated, stages added, audit ids used again for other requests, clocks that
 * disagree by some minutes, and all of it out of order. Seed 0 leaves them as they were recorded.
 */
record Variation(long seed) {

    /** How many places an event may move. */
    private static final int REACH = 200;

    private record Placed(double place, ObjectNode event) {}

    /** A variation is a cluster of its own, so that many can share the topics. */
    String cluster() {
        return "seed-" + seed;
    }

    List<AuditEvent> of(List<ObjectNode> recorded) {
        if (seed == 0) {
            return recorded.stream().map(json -> Corpus.event(cluster(), json)).toList();
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            ObjectNode event = recorded.get(i).deepCopy();
            if (random.nextInt(20) == 0) {
                event.put(
                        "auditID",
                        recorded.get(random.nextInt(recorded.size()))
                                .path("auditID")
                                .asText());
            }
            if (random.nextInt(10) == 0) {
                shiftClock(event, random.nextInt(-900, 900));
            }
            placed.add(place(i, event, random));
            if (random.nextInt(5) == 0) {
                placed.add(place(i, otherStage(event, random), random));
            }
            for (int again = random.nextInt(10); again >= 8; again--) {
                placed.add(place(i, event, random));
            }
        }
        placed.sort(Comparator.comparingDouble(Placed::place));
        return placed.stream()
                .map(each -> Corpus.event(cluster(), each.event()))
                .toList();
    }

    private static Placed place(int index, ObjectNode event, SplittableRandom random) {
        return new Placed(index + random.nextDouble(REACH), event);
    }

    private static void shiftClock(ObjectNode event, int seconds) {
        Instant time = Instant.parse(event.path("stageTimestamp").asText());
        event.put("stageTimestamp", time.plusSeconds(seconds).toString());
    }

    private static ObjectNode otherStage(ObjectNode event, SplittableRandom random) {
        ObjectNode other = event.deepCopy();
        Instant time = Instant.parse(event.path("stageTimestamp").asText());
        other.put("stage", random.nextBoolean() ? "RequestReceived" : "ResponseStarted");
        other.put("stageTimestamp", time.minusMillis(random.nextInt(1, 5000)).toString());
        return other;
    }
}
