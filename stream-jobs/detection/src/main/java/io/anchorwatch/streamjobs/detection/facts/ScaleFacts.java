// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.cluster.Scaling;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.value.Missing;

/** How many pods a request asks for, where the object as it was is not known. */
final class ScaleFacts {

    private ScaleFacts() {}

    /** As many as there are to be; absent when a request does not say so. */
    static Object after(AuditView event) {
        if (!ObjectSort.SCALED.fits(event)) {
            return Missing.ABSENT;
        }
        return event.oldObject().isObject() && Fact.subject(event).isObject()
                ? (Object) Scaling.replicas(Fact.subject(event))
                : requested(event);
    }

    /** Whether there are to be none, and were some as far as that is known. */
    static Object toZero(AuditView event) {
        Object after = after(event);
        if (!(after instanceof Long number)) {
            return Missing.ABSENT;
        }
        JsonNode old = event.oldObject();
        return number == 0 && (!old.isObject() || Scaling.replicas(old) > 0);
    }

    private static Object requested(AuditView event) {
        JsonNode written = event.requestObject();
        if (event.text(Envelope.VERB).equals("patch")) {
            JsonNode patch = written.isArray() ? PatchSketch.of(written) : written;
            return Nodes.number(patch.path("spec").path("replicas"));
        }
        // A Scale leaves out a zero.
        boolean scale = Nodes.text(written.path("kind")).equals("Scale")
                && event.text(Envelope.SUBRESOURCE).equals("scale");
        return scale ? (Object) written.path("spec").path("replicas").asLong(0) : Missing.ABSENT;
    }
}
