// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import java.io.IOException;
import java.time.Duration;

/** The API server refused: by HTTP status, or by an ERROR event in a watch. */
public final class ApiException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Duration retryAfter;

    /**
     * @param status HTTP status, or the code of the Status object
     * @param retryAfter what the server asks for; zero when it does not
     */
    public ApiException(int status, Duration retryAfter, String message) {
        super("HTTP " + status + ": " + message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the version asked for is no longer there. */
    public boolean gone() {
        return status == 410;
    }

    /** Whether initial events are not to be had: the server knows the parameter and refuses it. */
    public boolean invalid() {
        return status == 400 || status == 422;
    }
}
