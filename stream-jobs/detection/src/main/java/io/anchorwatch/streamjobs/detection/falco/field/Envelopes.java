// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.TreePath;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields that are fields of the event's envelope: rules on them use the engine's index. */
final class Envelopes {

    private static final Map<String, Envelope> SLOTS = Stream.of(Envelope.values())
            .filter(field -> !field.isBody())
            .collect(Collectors.toMap(Envelope::path, field -> field));

    private Envelopes() {}

    static List<FalcoField> fields() {
        return List.of(
                text("ka.auditid", "auditID"),
                text("ka.stage", "stage"),
                text("ka.auth.decision", "annotations.authorization.k8s.io/decision"),
                text("ka.auth.reason", "annotations.authorization.k8s.io/reason"),
                text("ka.auth.openshift.decision", "annotations.authentication.openshift.io/decision"),
                text("ka.auth.openshift.username", "annotations.authentication.openshift.io/username"),
                text(
                        "ka.validations.admission.policy.failure",
                        "annotations.validation.policy.admission.k8s.io/validation_failure"),
                text("ka.security.pod.violations", "annotations.pod-security.kubernetes.io/audit-violations"),
                text("ka.user.name", "user.username"),
                list("ka.user.groups", "user.groups"),
                text("ka.impuser.name", "impersonatedUser.username"),
                text("ka.verb", "verb"),
                text("ka.uri", "requestURI"),
                text("ka.target.name", "objectRef.name"),
                text("ka.target.namespace", "objectRef.namespace"),
                text("ka.target.resource", "objectRef.resource"),
                text("ka.target.subresource", "objectRef.subresource"),
                text("ka.req.configmap.name", "objectRef.name"),
                text("ka.response.code", "responseStatus.code"),
                text("ka.response.reason", "responseStatus.reason"),
                text("ka.useragent", "userAgent"),
                // Written by one managed cluster's exporter only; ours are not.
                text("ka.cluster.name", "annotations.cluster_name").unknown(),
                list("ka.sourceips", "sourceIPs").with(FalcoField.Argument.INDEX));
    }

    /** Whether a path of the event is one whose value is a text or a number. */
    static boolean isScalar(String path) {
        @Nullable Envelope slot = SLOTS.get(path);
        return slot != null
                && slot != Envelope.USER_GROUPS
                && slot != Envelope.SOURCE_IPS
                && slot != Envelope.IMPERSONATED_GROUPS;
    }

    private static FalcoField text(String name, String path) {
        return field(name, Shape.TEXT, path);
    }

    private static FalcoField list(String name, String path) {
        return field(name, Shape.LIST, path);
    }

    private static FalcoField field(String name, Shape shape, String path) {
        @Nullable Envelope slot = SLOTS.get(path);
        TreePath anywhere = TreePath.of(path);
        return FalcoField.of(name, shape, Level.METADATA, (event, argument) -> {
                    Object value = slot == null ? anywhere.read(event.tree()) : event.value(slot);
                    return shape == Shape.LIST ? texts(value, argument) : scalar(value);
                })
                .alsoAt(path);
    }

    private static Object scalar(Object value) {
        if (value == Missing.ABSENT || value instanceof List) {
            return Missing.ABSENT;
        }
        @Nullable String text = Values.text(value);
        return text == null ? value.toString() : text;
    }

    private static Object texts(Object value, String index) {
        if (!(value instanceof List<?> elements)) {
            return Missing.ABSENT;
        }
        List<Object> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            @Nullable String text = Values.text(element);
            texts.add(text == null ? String.valueOf(element) : text);
        }
        int at = Arguments.index(index);
        if (at == Json.ALL) {
            return Json.present(texts);
        }
        return at < texts.size() ? List.of(texts.get(at)) : Missing.ABSENT;
    }
}
