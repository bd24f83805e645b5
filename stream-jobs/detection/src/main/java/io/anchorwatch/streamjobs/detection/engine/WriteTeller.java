// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.event.Written;
import io.anchorwatch.streamjobs.detection.facts.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what an audit event wrote, so that the change of the object can be held against it. */
final class WriteTeller {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Subresources that change nothing that is watched. */
    private static final Set<String> NO_CHANGE = Set.of("exec", "attach", "portforward", "proxy", "log", "token");

    private WriteTeller() {}

    /** Null when it wrote nothing that a watch could show, or something that is noise. */
    static @Nullable Write tell(HitTeller.Origin origin, AuditView event, List<Alert> alerts, Noise noise) {
        String verb = event.text(Envelope.VERB);
        String subresource = event.text(Envelope.SUBRESOURCE);
        if (!WRITES.contains(verb)
                || NO_CHANGE.contains(subresource)
                || !event.text(Envelope.STAGE).equals("ResponseComplete")
                || Outcome.of(event) != Outcome.SUCCESS) {
            return null;
        }
        String group = event.text(Envelope.API_GROUP);
        String resource = event.text(Envelope.RESOURCE);
        String groupResource = group.isEmpty() ? resource : resource + "." + group;
        if (resource.isEmpty() || noise.hides(groupResource)) {
            return null;
        }
        Written written = subresource.equals("binding") || subresource.equals("eviction")
                ? new Written("", "", "")
                : event.written();
        String name = event.text(Envelope.NAME);
        // A request on a namespace says that it is in it; the object itself is in none.
        String namespace = groupResource.equals("namespaces") ? "" : event.text(Envelope.NAMESPACE);
        return new Write(
                origin.cluster(),
                ChronoUnit.MICROS.between(Instant.EPOCH, origin.time()),
                origin.eventId(),
                origin.request(),
                new Write.Target(groupResource, namespace, name.isEmpty() ? written.name() : name),
                subresource,
                subresource.equals("eviction") ? "delete" : verb,
                written.uid(),
                written.resourceVersion(),
                event.withoutBodies(),
                alerts);
    }
}
