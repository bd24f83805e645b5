// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Bisect;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Halves a request that a target refuses as a whole, as {@link Bisect}, and stops once the target takes nothing more. */
public final class Halving {

    private Halving() {}

    /** As {@link Bisect#deliver}; after the first answer to try again, everything behind it gets the same. */
    public static <T> List<DeliveryResult> deliver(List<T> items, Function<List<T>, Optional<DeliveryResult>> send) {
        return Bisect.deliver(items, new Stopping<>(send));
    }

    private static final class Stopping<T> implements Function<List<T>, Optional<DeliveryResult>> {

        private final Function<List<T>, Optional<DeliveryResult>> send;
        private Optional<DeliveryResult> stop = Optional.empty();

        Stopping(Function<List<T>, Optional<DeliveryResult>> send) {
            this.send = send;
        }

        @Override
        public Optional<DeliveryResult> apply(List<T> part) {
            if (stop.isPresent()) {
                return stop;
            }
            Optional<DeliveryResult> answer = send.apply(part);
            stop = answer.filter(Retry.class::isInstance);
            return answer;
        }
    }
}
