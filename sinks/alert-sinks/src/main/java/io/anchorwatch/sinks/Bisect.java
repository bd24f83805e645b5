// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what is to blame in a batch that a target takes or refuses as a whole: halves it until one item stands alone. */
public final class Bisect {

    private Bisect() {}

    /**
     * Sends a batch, in order.
     *
     * @param send sends items as one; empty when the target refuses them as such and a part may be good, which must not be
     *     the answer for a single item
     */
    public static <T> List<DeliveryResult> deliver(List<T> batch, Function<List<T>, Optional<DeliveryResult>> send) {
        if (batch.isEmpty()) {
            return List.of();
        }
        Optional<DeliveryResult> answer = send.apply(batch);
        if (answer.isPresent()) {
            return DeliveryResult.all(batch, answer.get());
        }
        if (batch.size() == 1) {
            throw new IllegalStateException("one item cannot be halved");
        }
        int half = batch.size() / 2;
        List<DeliveryResult> results = new ArrayList<>(deliver(batch.subList(0, half), send));
        results.addAll(deliver(batch.subList(half, batch.size()), send));
        return results;
    }
}
