// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import java.util.List;
import java.util.Optional;

/** What the answer of a service means that takes a request as a whole or not at all. */
public final class WholeRequests {

    private WholeRequests() {}

    /** The verdict for all of them; empty when the content is at fault and there is more than one to blame. */
    public static Optional<DeliveryResult> verdict(HttpTarget target, HttpAnswer answer, List<Encoded> part) {
        boolean halve = part.size() > 1 && HttpVerdict.blamesContent(answer);
        return halve ? Optional.empty() : Optional.of(HttpVerdict.of(target, answer));
    }
}
