// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cuts a batch into requests within a target's bounds. After a request that left something to retry, no further one is
 * sent: each would cost its timeout, and a later alert would overtake an earlier one.
 *
 * @param mostItems most alerts in a request
 * @param mostBytes most bytes of their encoded forms together; an alert that is longer alone loses fields
 */
public record Chunks(int mostItems, long mostBytes) {

    /** Sends a batch; {@code send} answers for each item of a request, in order. */
    public List<DeliveryResult> deliver(
            List<Alert> batch, Function<Alert, byte[]> encode, Function<List<Encoded>, List<DeliveryResult>> send) {
        return new Delivery(batch, send).run(encode);
    }

    private final class Delivery {

        private final List<Alert> batch;
        private final Function<List<Encoded>, List<DeliveryResult>> send;
        private final DeliveryResult[] results;
        private final List<Encoded> part = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private long bytes;
        private Optional<DeliveryResult> stop = Optional.empty();

        Delivery(List<Alert> batch, Function<List<Encoded>, List<DeliveryResult>> send) {
            this.batch = batch;
            this.send = send;
            results = new DeliveryResult[batch.size()];
        }

        List<DeliveryResult> run(Function<Alert, byte[]> encode) {
            for (int i = 0; i < batch.size(); i++) {
                byte[] encoded = encode.apply(batch.get(i));
                for (int step = 1; encoded.length > mostBytes && step <= Shrinking.STEPS; step++) {
                    encoded = encode.apply(Shrinking.step(batch.get(i), step));
                }
                if (encoded.length > mostBytes) {
                    results[i] = new Rejected("larger than the " + mostBytes + " bytes its target takes, even cut");
                    continue;
                }
                if (part.size() == mostItems || bytes + encoded.length > mostBytes) {
                    flush();
                }
                part.add(new Encoded(batch.get(i), encoded));
                places.add(i);
                bytes += encoded.length;
            }
            flush();
            return List.of(results);
        }

        private void flush() {
            if (part.isEmpty()) {
                return;
            }
            List<DeliveryResult> answers =
                    stop.isPresent() ? DeliveryResult.all(part, stop.get()) : send.apply(List.copyOf(part));
            for (int i = 0; i < answers.size(); i++) {
                results[places.get(i)] = answers.get(i);
            }
            if (stop.isEmpty()) {
                stop = answers.stream().filter(Retry.class::isInstance).findFirst();
            }
            part.clear();
            places.clear();
            bytes = 0;
        }
    }
}
