// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells an alert that a service refuses from a sink that is set up wrongly, where the service says the same of both.
 *
 * <p>Once the service has taken any alert since the sink was opened, the setup is right, and what is refused alone is to
 * blame itself. Before that it has to wait, so that a wrong name in a configuration sends nothing to the dead letters.
 */
public final class Contrast {

    /** Of a service that has taken nothing yet: enough to reach one alert of 1,000 and to try some of its neighbours. */
    private static final int MOST_REFUSED = 24;

    private final String advice;
    private volatile boolean proven;

    /**
     * For one sink.
     *
     * @param advice what an operator should look at while nothing is taken, such as {@code check url and stream}
     */
    public Contrast(String advice) {
        this.advice = advice;
    }

    /** Sends alerts as one request, and in halves where it is refused, until each that is to blame stands alone. */
    public List<DeliveryResult> deliver(List<Encoded> part, Function<List<Encoded>, Reply> send) {
        Attempt attempt = begin();
        return settle(Halving.deliver(part, some -> {
            Reply reply = send.apply(some);
            if (reply instanceof Reply.Known known) {
                taken(known.result() instanceof Delivered);
                return Optional.of(known.result());
            }
            String said = ((Reply.Refused) reply).said();
            Optional<DeliveryResult> stop = attempt.refused(said);
            return stop.isPresent() || some.size() > 1 ? stop : Optional.of(new Rejected(said));
        }));
    }

    /** Counts the refusals of one delivery. */
    public Attempt begin() {
        return new Attempt();
    }

    /** Remembers that the service took something, if it did. */
    public void taken(boolean some) {
        if (some) {
            proven = true;
        }
    }

    /** The same answers, but for rejections that may be the setup's fault: these wait. */
    public List<DeliveryResult> settle(List<DeliveryResult> results) {
        taken(results.stream().anyMatch(Delivered.class::isInstance));
        if (proven) {
            return results;
        }
        return results.stream()
                .map(result -> result instanceof Rejected rejected ? held(rejected.reason()) : result)
                .toList();
    }

    private DeliveryResult held(String said) {
        return DeliveryResult.retry(said + ", and has taken nothing since the start: " + advice);
    }

    /** One delivery. */
    public final class Attempt {

        private int refusals;

        private Attempt() {}

        /** Notes a refusal; an answer for everything that is left, once it is no use to look further for who is to blame. */
        public Optional<DeliveryResult> refused(String said) {
            refusals++;
            return refusals > MOST_REFUSED && !proven ? Optional.of(held(said)) : Optional.empty();
        }
    }
}
