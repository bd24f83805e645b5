// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;

/** Services that take no credentials but their own. */
public final class OwnCredentials {

    private OwnCredentials() {}

    /** The same target; notes credentials that stand in the configuration and would never be sent. */
    public static HttpTarget only(Settings settings, HttpTarget target, String theirs) {
        if (!(target.auth() instanceof HttpAuth.None)) {
            settings.problem(
                    target.auth() instanceof HttpAuth.Basic ? "user" : "bearer",
                    "is of no use here: the service takes " + theirs + ", take it out");
        }
        return target.with(new HttpAuth.None());
    }
}
