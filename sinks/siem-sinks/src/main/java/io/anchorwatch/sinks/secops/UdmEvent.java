// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.Sentence;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.http.Cidr;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.IOException;
import java.util.List;

/**
 * An alert as an event of the Unified Data Model.
 *
 * @see <a href="https://cloud.google.com/chronicle/docs/reference/udm-field-list">UDM fields</a>
 */
final class UdmEvent {

    private static final int TEXT = 1024;
    private static final int GROUPS = 20;

    private UdmEvent() {}

    static byte[] encode(Alert alert) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("udm");
            metadata(json, alert);
            principal(json, alert);
            target(json, alert);
            json.writeObjectFieldStart("observer");
            json.writeStringField("hostname", alert.cluster().isEmpty() ? "unknown" : clean(alert.cluster()));
            json.writeEndObject();
            securityResult(json, alert);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void metadata(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("eventTimestamp", WireTime.format(EpochTime.bounded(alert.time())));
        json.writeStringField("eventType", type(alert));
        json.writeStringField("vendorName", "Anchorwatch");
        json.writeStringField("productName", "Anchorwatch");
        text(json, "productEventType", alert.rule().id());
        text(json, "productLogId", alert.deliveryId());
        text(json, "description", Sentence.of(alert));
        json.writeEndObject();
    }

    /** The narrower types ask for a user and a resource. */
    private static String type(Alert alert) {
        if (alert.actor().name().isEmpty() || alert.target().resource().isEmpty()) {
            return "GENERIC_EVENT";
        }
        boolean permissions = alert.target().apiGroup().equals("rbac.authorization.k8s.io");
        return switch (alert.verb()) {
            case "create" -> permissions ? "USER_RESOURCE_UPDATE_PERMISSIONS" : "USER_RESOURCE_CREATION";
            case "update", "patch" -> permissions ? "USER_RESOURCE_UPDATE_PERMISSIONS" : "USER_RESOURCE_UPDATE_CONTENT";
            case "delete", "deletecollection" -> "USER_RESOURCE_DELETION";
            case "get", "list", "watch" -> "USER_RESOURCE_ACCESS";
            default -> "GENERIC_EVENT";
        };
    }

    private static void principal(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("principal");
        if (!alert.actor().name().isEmpty()) {
            json.writeObjectFieldStart("user");
            text(json, "userid", alert.actor().name());
            List<String> groups = alert.actor().groups();
            if (!groups.isEmpty()) {
                json.writeArrayFieldStart("groupIdentifiers");
                for (String group : groups.subList(0, Math.min(GROUPS, groups.size()))) {
                    json.writeString(clean(group));
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        String address = alert.client().address();
        // A text that is no address would have the whole request refused.
        if (address.indexOf('/') < 0 && Cidr.parse(address).isPresent()) {
            json.writeArrayFieldStart("ip");
            json.writeString(address);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void target(JsonGenerator json, Alert alert) throws IOException {
        Alert.Target target = alert.target();
        json.writeObjectFieldStart("target");
        text(json, "application", "kubernetes");
        text(json, "namespace", target.namespace());
        text(json, "url", target.uri());
        if (!target.resource().isEmpty()) {
            json.writeObjectFieldStart("resource");
            text(json, "name", target.name().isEmpty() ? "*" : target.name());
            text(
                    json,
                    "resourceSubtype",
                    target.resource() + (target.subresource().isEmpty() ? "" : "/" + target.subresource()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void securityResult(JsonGenerator json, Alert alert) throws IOException {
        json.writeArrayFieldStart("securityResult");
        json.writeStartObject();
        text(json, "ruleName", Sentence.title(alert));
        text(json, "ruleId", alert.rule().id());
        text(json, "ruleVersion", alert.rule().version());
        json.writeStringField("severity", SeverityMap.udm(alert.severity()));
        json.writeNumberField("riskScore", alert.riskScore());
        text(json, "summary", alert.message().isEmpty() ? Sentence.of(alert) : alert.message());
        json.writeStringField("alertState", "ALERTING");
        json.writeArrayFieldStart("action");
        json.writeString(alert.outcome().result().equals("denied") ? "BLOCK" : "ALLOW");
        json.writeEndArray();
        if (!alert.rule().attack().isEmpty()) {
            json.writeObjectFieldStart("attackDetails");
            json.writeArrayFieldStart("techniques");
            for (String technique : alert.rule().attack()) {
                json.writeStartObject();
                text(json, "id", technique);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, clean(value));
        }
    }

    private static String clean(String value) {
        return PlainText.clean(value, TEXT);
    }
}
