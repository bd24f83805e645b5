// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.List;

/**
 * An event as one group of a correlation sees it.
 *
 * @param correlation id of the correlation rule
 * @param logic its logic hash: state of another version is never mixed in
 * @param cluster where it happened
 * @param group values of the group-by fields, in order
 * @param timeMicros event time in microseconds since the epoch
 * @param uid identity of what happened: the request, or the alert of a correlation below. At one time ordered by it
 * @param rules bit n is set when it met the nth rule that the correlation lists
 * @param values what is counted or summed: one entry a value; a tuple is one entry
 * @param story who did what, for the alert
 * @param source the event or alert behind it
 */
public record Hit(
        String correlation,
        String logic,
        String cluster,
        List<String> group,
        long timeMicros,
        String uid,
        long rules,
        List<String> values,
        Story story,
        Source source) {

    public Hit {
        group = List.copyOf(group);
        values = List.copyOf(values);
    }

    /**
     * Where to look it up.
     *
     * @param eventId content identity of the event, or the alert's id
     * @param auditId the API server's audit id, empty for an alert
     * @param stage audit stage, {@code correlation} for an alert
     */
    public record Source(String eventId, String auditId, String stage) {}
}
