// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import java.util.Optional;
import java.util.function.Function;

/** What the answer of a service means that takes a request as a whole or not at all. */
public final class WholeRequests {

    private WholeRequests() {}

    /**
     * What it means by HTTP's own rules.
     *
     * @param setup what an operator has to put right, where an answer can only be about the setup; empty for any other
     */
    public static Reply reply(HttpTarget target, HttpAnswer answer, Function<Status, Optional<String>> setup) {
        if (answer instanceof Status status && !status.isGood()) {
            String said = target.origin() + " answered " + status.code();
            Optional<String> advice = setup.apply(status);
            if (advice.isPresent()) {
                return new Reply.Known(new Retry(status.retryAfter(), said + ": " + advice.get()));
            }
            if (HttpVerdict.blamesContent(status)) {
                return new Reply.Refused(said);
            }
        }
        DeliveryResult usual = HttpVerdict.of(target, answer);
        return new Reply.Known(usual);
    }
}
