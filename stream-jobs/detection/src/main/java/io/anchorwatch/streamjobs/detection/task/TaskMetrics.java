// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * What a job counts: {@code consumed = evaluated + repeated + dead_lettered}, and the alerts; for objects
 * {@code consumed = relayed + dead_lettered}. What is read again after a crash is counted again, on both sides.
 */
public interface TaskMetrics {

    /** An audit event was read. */
    void consumed();

    /** It was judged. */
    void evaluated();

    /** It was known already. */
    void repeated();

    /** It could not be read. */
    void deadLettered();

    /** A rule could not answer for an event; it then does not fire. */
    void failed(String rule);

    /** An object change or watch notice was read. */
    void objectConsumed();

    /** It was brought to where it is judged. */
    void objectRelayed();

    /** It could not be read. */
    void objectDeadLettered();

    /** What became of an object change: how much is known of who made it, or why it was not judged. */
    void change(String outcome);

    /** Event time, in microseconds, that an object change waited for the request that made it. */
    void waited(long micros);

    /** A correlation was told of an event or alert. */
    void hit();

    /** A hit came too late, or from a clock too far ahead, to be correlated. */
    void keptAside();

    /** An event or alert is in no group of a correlation: a field to group by is not there. */
    void unkeyed(String correlation);

    /** An alert was made. */
    void alert(Alert alert);
}
