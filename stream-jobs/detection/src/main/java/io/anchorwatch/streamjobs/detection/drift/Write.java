// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.drift;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/**
 * A request that wrote to an object and succeeded, as its audit event tells.
 *
 * @param cluster where
 * @param timeMicros when it ended, microseconds since the epoch by the API server's clock
 * @param eventId identity of the audit event
 * @param request identity of the request, to which alerts are anchored
 * @param target what it wrote to; the name is empty where only the response could tell and is not shown
 * @param subresource such as {@code status}, else empty
 * @param verb create, update, patch, delete or deletecollection
 * @param uid of the written object; empty where the audit level does not show it
 * @param resourceVersion that the write made; empty where the audit level does not show it
 * @param envelope the audit event without its bodies, as JSON
 * @param alerts what the event meant alone
 */
public record Write(
        String cluster,
        long timeMicros,
        String eventId,
        String request,
        Target target,
        String subresource,
        String verb,
        String uid,
        String resourceVersion,
        byte[] envelope,
        List<Alert> alerts) {

    public Write {
        alerts = List.copyOf(alerts);
    }

    /** {@code pods} or {@code deployments.apps}, where, and which. */
    public record Target(String groupResource, String namespace, String name) {}

    /** Whether it is a delete of one object or of many. */
    public boolean isDelete() {
        return verb.startsWith("delete");
    }
}
