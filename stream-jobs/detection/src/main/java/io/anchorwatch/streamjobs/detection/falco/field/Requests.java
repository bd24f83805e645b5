// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.RequestUri;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Argument;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the URI, of roles, bindings, services and config maps that a request carries, and of the response. */
final class Requests {

    private Requests() {}

    static List<FalcoField> fields() {
        List<FalcoField> fields = new ArrayList<>(List.of(
                FalcoField.of("ka.uri.param", Shape.TEXT, Level.METADATA, (event, key) -> parameter(event, key, false))
                        .with(Argument.KEY),
                FalcoField.of(
                                "ka.uri.param@falco",
                                Shape.TEXT,
                                Level.METADATA,
                                (event, key) -> parameter(event, key, true))
                        .with(Argument.KEY),
                response("ka.resp.name", Requests::responseName),
                response("ka.target.pod.name", Requests::podName),
                text("ka.req.configmap.obj", "data"),
                text("ka.req.service.type", "spec", "type"),
                text("ka.req.binding.role", "roleRef", "name"),
                Pods.request("ka.req.binding.subject.has_name", Shape.TEXT, Requests::hasSubject)
                        .with(Argument.KEY),
                Pods.request("ka.req.binding.subject.has_name@falco", Shape.TEXT, (event, name) -> "true")
                        .with(Argument.KEY),
                list("ka.req.binding.subjects", "subjects"),
                subjects("user_names", "User", false),
                subjects("group_names", "Group", false),
                subjects("serviceaccount_names", "ServiceAccount", false),
                subjects("serviceaccount_ns_names", "ServiceAccount", true),
                list("ka.req.role.rules", "rules"),
                ports("ka.req.service.ports", false),
                ports("ka.req.service.ports@falco", true),
                rules("ka.sourceips@falco", "sourceIPs").unknown()));
        for (String part : List.of("apiGroups", "nonResourceURLs", "verbs", "resources")) {
            fields.add(rules("ka.req.role.rules." + part, part));
        }
        return fields;
    }

    private static FalcoField text(String name, String... keys) {
        return Pods.request(name, Shape.TEXT, (event, none) -> Json.scalar(Json.get(event.requestObject(), keys)));
    }

    private static FalcoField list(String name, String key) {
        return Pods.request(name, Shape.LIST, (event, none) -> Json.list(Json.get(event.requestObject(), key)));
    }

    private static FalcoField response(String name, FalcoField.Reader reader) {
        return FalcoField.of(name, Shape.TEXT, Level.RESPONSE, reader);
    }

    private static FalcoField rules(String name, String part) {
        return Pods.request(
                        name,
                        Shape.LIST,
                        (event, index) -> Json.flat(
                                Json.values(event.requestObject(), Arguments.index(index), "rules", part),
                                Json::elements))
                .with(Argument.INDEX);
    }

    /** Falco's own reading gives the whole array as one text. */
    private static FalcoField ports(String name, boolean asFalco) {
        return Pods.request(name, Shape.LIST, (event, index) -> {
                    @Nullable JsonNode ports = Json.get(event.requestObject(), "spec", "ports");
                    if (asFalco || ports == null || !ports.isArray()) {
                        return ports == null ? Missing.ABSENT : List.of(Json.text(ports));
                    }
                    int at = Arguments.index(index);
                    if (at == Json.ALL) {
                        return Json.list(ports);
                    }
                    return at < ports.size() ? List.of(Json.text(ports.get(at))) : Missing.ABSENT;
                })
                .with(Argument.INDEX);
    }

    /** As the API server reads it; strictly, one bad pair anywhere in the query makes every parameter missing. */
    private static Object parameter(AuditView event, String key, boolean strict) {
        String uri = event.text(Envelope.REQUEST_URI);
        if (strict && RequestUri.isMalformed(uri)) {
            return Missing.ABSENT;
        }
        List<String> values = RequestUri.query(uri, key);
        return values.isEmpty() ? Missing.ABSENT : values.get(0);
    }

    private static Object responseName(AuditView event, String none) {
        return Json.scalar(Json.get(event.responseObject(), "metadata", "name"));
    }

    private static Object podName(AuditView event, String none) {
        boolean pod = event.text(Envelope.RESOURCE).equals("pods")
                && event.text(Envelope.SUBRESOURCE).isEmpty();
        return pod ? responseName(event, none) : Missing.ABSENT;
    }

    private static Object hasSubject(AuditView event, String name) {
        @Nullable JsonNode subjects = Json.get(event.requestObject(), "subjects");
        if (subjects == null || !subjects.isArray()) {
            return Missing.ABSENT;
        }
        for (JsonNode subject : subjects) {
            @Nullable JsonNode named = Json.get(subject, "name");
            if (named != null && Json.text(named).equals(name)) {
                return "true";
            }
        }
        return "false";
    }

    private static FalcoField subjects(String name, String kind, boolean withNamespace) {
        return Pods.request("ka.req.binding.subjects." + name, Shape.LIST, (event, none) -> {
            @Nullable JsonNode subjects = Json.get(event.requestObject(), "subjects");
            List<Object> names = new ArrayList<>();
            for (JsonNode subject : subjects == null ? List.<JsonNode>of() : Json.elements(subjects)) {
                @Nullable JsonNode its = Json.get(subject, "kind");
                @Nullable JsonNode named = Json.get(subject, "name");
                @Nullable JsonNode namespace = Json.get(subject, "namespace");
                if (its == null || named == null || !Json.text(its).equals(kind)) {
                    continue;
                }
                if (!withNamespace) {
                    names.add(Json.text(named));
                } else if (namespace != null) {
                    names.add(Json.text(namespace) + ":" + Json.text(named));
                }
            }
            return Json.present(names);
        });
    }
}
