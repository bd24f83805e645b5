// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.ConfigChecks;
import java.net.URI;

/** The URL of a service, to which the paths of its API are added. */
public final class BaseUrl {

    private BaseUrl() {}

    /** The target without a slash at the end of its URL. */
    public static HttpTarget of(HttpTarget target) {
        String url = target.url().toString();
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return end == url.length() ? target : target.at(URI.create(url.substring(0, end)));
    }

    /** Adds what is wrong with the target, a query among it. */
    public static ConfigChecks check(ConfigChecks checks, HttpTarget target) {
        return target.check(checks)
                .require(
                        target.url().getRawQuery() == null && target.url().getRawFragment() == null,
                        "url",
                        "must end before '?' and '#': paths are added to it");
    }
}
