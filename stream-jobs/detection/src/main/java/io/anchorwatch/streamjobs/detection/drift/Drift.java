// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import java.time.Instant;
import java.util.List;

/**
 * A change of an object with all that is known of it.
 *
 * @param object which object
 * @param before as it was; missing when it is new
 * @param after as it is; missing when it is gone
 * @param changes where the two differ, less the noise
 * @param origin {@code watch} or {@code relist}
 * @param attribution how much is known of who did it
 * @param write envelope of the audit event that did it, bodies removed; missing when none is known
 * @param subresource through which it was written; of an unattributed change {@code status} when nothing else changed
 * @param owner {@code kind}, {@code name} and {@code appliedBy} of the workload it belongs to; missing when none is known
 * @param time when it happened: by the audit event, else when it was seen
 */
public record Drift(
        ObjectRef object,
        JsonNode before,
        JsonNode after,
        List<FieldChange> changes,
        String origin,
        Attribution attribution,
        JsonNode write,
        String subresource,
        JsonNode owner,
        Instant time) {

    public Drift {
        changes = List.copyOf(changes);
    }

    /** {@code create}, {@code update} or {@code delete}: what happened to the object, whatever the request's verb was. */
    public String verb() {
        if (after.isMissingNode()) {
            return "delete";
        }
        return before.isMissingNode() ? "create" : "update";
    }
}
