// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import java.util.Set;

/**
 * What an answer means where a target has no rules of its own: 2xx is delivered. A refused credential, a moved or missing
 * address and an overload say nothing about the alert: it waits. Any other 4xx blames the request, and rejects.
 */
public final class HttpVerdict {

    /** Statuses below 500 that are about the way to the target, or about time. */
    private static final Set<Integer> NOT_THE_CONTENT = Set.of(401, 402, 403, 404, 405, 407, 408, 410, 421, 425, 429);

    private HttpVerdict() {}

    /** The verdict, in words that name the origin and never its path. */
    public static DeliveryResult of(HttpTarget target, HttpAnswer answer) {
        if (answer instanceof Failed failed) {
            return DeliveryResult.retry(failed.reason());
        }
        Status status = (Status) answer;
        if (status.isGood()) {
            return DeliveryResult.delivered();
        }
        String said = target.origin() + " answered " + status.code();
        if (blamesContent(status)) {
            return new Rejected(said);
        }
        return new Retry(status.retryAfter(), said + advice(status.code()));
    }

    /** Whether the content of the request is at fault: of a batch, perhaps one alert in it. */
    public static boolean blamesContent(HttpAnswer answer) {
        return answer instanceof Status status
                && status.code() >= 400
                && status.code() < 500
                && !NOT_THE_CONTENT.contains(status.code());
    }

    private static String advice(int code) {
        if (code >= 300 && code < 400) {
            return ": redirects are not followed, set the URL it leads to";
        }
        return switch (code) {
            case 401, 403, 407 -> ": it refuses the credentials, renew them";
            case 404, 405, 410 -> ": nothing takes alerts there, correct the URL";
            default -> "";
        };
    }
}
