// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.audit.spool.Intake;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns a body into records and makes them durable. */
final class BatchHandler {

    private static final int MAX_KEPT = 1 << 20;

    /** What the caller is told when it is not 200. */
    record Answer(Refusal refusal, String whatToDo) {}

    private final AuditEventCodec codec;
    private final Intake intake;
    private final ReceiverMetrics metrics;
    private final InstantSource clock;
    private final int maxItems;

    BatchHandler(AuditEventCodec codec, Intake intake, ReceiverMetrics metrics, InstantSource clock, int maxItems) {
        this.codec = codec;
        this.intake = intake;
        this.metrics = metrics;
        this.clock = clock;
        this.maxItems = maxItems;
    }

    /** Takes a batch; empty when all of it is safe. */
    Optional<Answer> take(String cluster, byte[] body) throws InterruptedException {
        EventListSlicer.Result result = EventListSlicer.slice(body);
        if (result instanceof EventListSlicer.Result.NotAnEventList not) {
            return keep(cluster, Refusal.NOT_AN_EVENT_LIST, not.whatToDo(), body);
        }
        List<EventListSlicer.Slice> slices = ((EventListSlicer.Result.Items) result).slices();
        if (slices.size() > maxItems) {
            String whatToDo = "more than " + maxItems + " events in a batch: lower --audit-webhook-batch-max-size";
            return keep(cluster, Refusal.TOO_LARGE, whatToDo, body);
        }
        metrics.received(slices.size());
        Intake.Outcome outcome = new Intake.Outcome.Refused("interrupted");
        try {
            outcome = intake.accept(records(cluster, body, slices));
        } finally {
            count(outcome, slices.size());
        }
        return outcome instanceof Intake.Outcome.Refused refused
                ? Optional.of(new Answer(Refusal.NOT_STORED, refused.reason()))
                : Optional.empty();
    }

    private void count(Intake.Outcome outcome, int events) {
        if (outcome instanceof Intake.Outcome.Published) {
            metrics.published(events);
        } else if (outcome instanceof Intake.Outcome.Spooled) {
            metrics.spooled(events);
        } else {
            metrics.rejected(events);
        }
    }

    /** Puts a useless body among the dead letters: the API server drops it after some tries, and then it is nowhere. */
    Optional<Answer> keep(String cluster, Refusal refusal, String whatToDo, byte[] body) throws InterruptedException {
        // The codec knows what of it may be kept without keeping a secret.
        byte[] start = Arrays.copyOf(body, Math.min(body.length, MAX_KEPT));
        byte[] safe = codec.decode(cluster, start).fold(event -> event.event().json(), DecodeResult.Malformed::safe);
        DecodeResult.Malformed malformed =
                new DecodeResult.Malformed(whatToDo + " (" + body.length + " bytes received)", safe);
        EventRecord letter = EventRecord.deadLetter(cluster, origin(cluster), malformed, clock.instant());
        return intake.accept(List.of(letter)) instanceof Intake.Outcome.Refused refused
                ? Optional.of(new Answer(Refusal.NOT_STORED, refused.reason()))
                : Optional.of(new Answer(refusal, whatToDo));
    }

    private List<EventRecord> records(String cluster, byte[] body, List<EventListSlicer.Slice> slices) {
        Instant now = clock.instant();
        List<EventRecord> records = new ArrayList<>(slices.size());
        int malformed = 0;
        for (EventListSlicer.Slice slice : slices) {
            byte[] item = Arrays.copyOfRange(body, slice.offset(), slice.offset() + slice.length());
            DecodeResult decoded = codec.decode(cluster, item);
            malformed += decoded instanceof DecodeResult.Malformed ? 1 : 0;
            records.add(decoded.fold(
                    ok -> EventRecord.of(ok, now), bad -> EventRecord.deadLetter(cluster, origin(cluster), bad, now)));
        }
        metrics.deadLettered(malformed);
        return records;
    }

    private static String origin(String cluster) {
        return "webhook/" + cluster;
    }
}
