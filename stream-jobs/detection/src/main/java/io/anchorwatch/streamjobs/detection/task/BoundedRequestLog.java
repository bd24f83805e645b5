// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.engine.RequestLog;

/** A request log that forgets by event time, and so must not let a clock that is far ahead move that time. */
public interface BoundedRequestLog extends RequestLog {

    /** How far ahead of its receipt an event's clock is believed, in milliseconds. */
    long AHEAD_MS = 300_000;

    /** Says when ingest took in the event that is about to be judged, in milliseconds since the epoch. */
    void receivedAt(long receivedMs);
}
