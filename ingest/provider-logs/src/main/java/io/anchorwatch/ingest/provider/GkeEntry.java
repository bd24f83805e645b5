// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of Cloud Audit Logs for {@code k8s.io}, made an audit event again.
 *
 * <p>What it lacks stays absent: groups (but those that a name implies), the query of the URI, the exact code of a success,
 * object uids and resource versions beside the bodies. The time of the entry stands for both times of the event.
 *
 * @see <a href="https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog">AuditLog</a>
 */
final class GkeEntry {

    private static final String SERVICE = "k8s.io";
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final Json entry;
    private final Json payload;
    private final GkeResource resource;

    GkeEntry(Json entry) throws IOException {
        this.entry = entry;
        this.payload = entry.at("protoPayload").orElse(entry);
        this.resource = GkeResource.of(payload.textAt("methodName"), payload.textAt("resourceName"));
    }

    static boolean isAudit(Json document) throws IOException {
        return document.textAt("protoPayload", "serviceName").equals(SERVICE);
    }

    String cluster() throws IOException {
        return entry.textAt("resource", "labels", "cluster_name");
    }

    byte[] event() throws IOException {
        Optional<Json> request = body("request");
        Optional<Json> response = body("response");
        EventWriter event = new EventWriter();
        event.text("kind", "Event")
                .text("apiVersion", "audit.k8s.io/v1")
                .text("level", response.isPresent() ? "RequestResponse" : request.isPresent() ? "Request" : "Metadata")
                .text("auditID", auditId())
                .text("stage", stage())
                .text("requestURI", resource.path())
                .text("verb", resource.verb())
                .value("user", user());
        String address = payload.textAt("requestMetadata", "callerIp");
        if (ADDRESS.matcher(address).matches()) {
            event.value("sourceIPs", new Json(("[\"" + address + "\"]").getBytes(StandardCharsets.UTF_8)));
        }
        event.text("userAgent", payload.textAt("requestMetadata", "callerSuppliedUserAgent"));
        if (resource.isResource()) {
            event.value("objectRef", resource.objectRef());
        }
        event.value("responseStatus", status());
        if (request.isPresent()) {
            event.value("requestObject", request.get());
        }
        if (response.isPresent()) {
            event.value("responseObject", response.get());
        }
        String time = entry.textAt("timestamp");
        return event.text("requestReceivedTimestamp", time)
                .text("stageTimestamp", time)
                .value("annotations", annotations())
                .bytes();
    }

    private String auditId() throws IOException {
        String operation = entry.textAt("operation", "id");
        return operation.isEmpty() ? entry.textAt("insertId") : operation;
    }

    /** Of a request that goes on, such as a watch or an exec, the first entry tells that it began. */
    private String stage() throws IOException {
        boolean first = isTrue("first");
        boolean last = isTrue("last");
        return first && !last ? "ResponseStarted" : "ResponseComplete";
    }

    private boolean isTrue(String field) throws IOException {
        Optional<Json> flag = entry.at("operation", field);
        return flag.isPresent()
                && (flag.get().bytes()[0] == 't' || flag.get().text().equals("true"));
    }

    private Json user() throws IOException {
        String name = payload.textAt("authenticationInfo", "principalEmail");
        EventWriter user = new EventWriter().text("username", name);
        List<String> groups = groups(name);
        if (!groups.isEmpty()) {
            user.value(
                    "groups",
                    new Json(("[\"" + String.join("\",\"", groups) + "\"]").getBytes(StandardCharsets.UTF_8)));
        }
        return new Json(user.bytes());
    }

    /** Groups that Kubernetes itself gives everyone of such a name. */
    private static List<String> groups(String name) {
        if (name.equals("system:anonymous")) {
            return List.of("system:unauthenticated");
        }
        String[] parts = name.startsWith(SERVICE_ACCOUNT)
                ? name.substring(SERVICE_ACCOUNT.length()).split(":", -1)
                : new String[0];
        return parts.length == 2 && parts[0].matches("[a-z0-9-]+")
                ? List.of("system:serviceaccounts", "system:serviceaccounts:" + parts[0], "system:authenticated")
                : List.of();
    }

    private Json status() throws IOException {
        int code = GrpcCode.http(payload.at("status", "code"));
        EventWriter status = new EventWriter().number("code", code == 200 && isDenied() ? 403 : code);
        String message = payload.textAt("status", "message");
        return new Json((message.isEmpty() ? status : status.text("message", message)).bytes());
    }

    private boolean isDenied() throws IOException {
        for (Json each :
                payload.fields().getOrDefault("authorizationInfo", payload).items()) {
            Optional<Json> granted = each.at("granted");
            if (granted.isPresent() && granted.get().bytes()[0] == 'f') {
                return true;
            }
        }
        return entry.textAt("labels", "authorization.k8s.io/decision").equals("forbid");
    }

    /** Without the type's name that the log service wrote into it. */
    private Optional<Json> body(String name) throws IOException {
        Optional<Json> body = payload.at(name);
        if (body.isEmpty() || !body.get().isObject()) {
            return Optional.empty();
        }
        Map<String, Json> fields = body.get().fields();
        if (fields.remove("@type") == null) {
            return body;
        }
        EventWriter writer = new EventWriter();
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            writer.value(field.getKey(), field.getValue());
        }
        return Optional.of(new Json(writer.bytes()));
    }

    private Json annotations() throws IOException {
        EventWriter annotations = new EventWriter();
        Optional<Json> labels = entry.at("labels");
        if (labels.isPresent()) {
            for (Map.Entry<String, Json> label : labels.get().fields().entrySet()) {
                annotations.value(label.getKey(), label.getValue());
            }
        }
        return new Json(annotations.text("anchorwatch.io/provider", "gke").bytes());
    }
}
