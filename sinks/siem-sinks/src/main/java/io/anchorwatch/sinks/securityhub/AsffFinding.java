// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.Sentence;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.siem.Digests;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A finding in the format of AWS. Its id is the fingerprint, so that each telling updates the same finding; what the customer
 * writes into it, workflow and note, is never sent.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html">ASFF</a>
 */
final class AsffFinding {

    private static final int MOST_ID = 500;
    private static final int MOST_TITLE = 256;
    private static final int MOST_DESCRIPTION = 1024;
    private static final int MOST_FIELD = 1024;

    private AsffFinding() {}

    /** The id of the alert's finding. */
    static String id(Alert alert) {
        String fingerprint = alert.fingerprint();
        boolean fits = fingerprint.length() <= MOST_ID && fingerprint.matches("[!-~]+");
        return fits ? fingerprint : Digests.sha256(List.of(fingerprint));
    }

    static byte[] encode(Alert alert, SecurityHubConfig config) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("SchemaVersion", "2018-10-08");
            json.writeStringField("Id", id(alert));
            json.writeStringField("ProductArn", config.product());
            json.writeStringField(
                    "GeneratorId", "anchorwatch/" + PlainText.clean(alert.rule().id(), MOST_TITLE));
            json.writeStringField("AwsAccountId", config.account());
            json.writeArrayFieldStart("Types");
            json.writeString("TTPs");
            json.writeEndArray();
            times(json, alert);
            json.writeObjectFieldStart("Severity");
            json.writeStringField("Label", SeverityMap.asffLabel(alert.severity()));
            json.writeNumberField("Normalized", SeverityMap.asffNormalized(alert.severity(), alert.riskScore()));
            json.writeEndObject();
            json.writeStringField("Title", or(PlainText.clean(Sentence.title(alert), MOST_TITLE), "Alert"));
            json.writeStringField("Description", or(PlainText.clean(Sentence.of(alert), MOST_DESCRIPTION), "-"));
            fields(json, alert);
            resource(json, alert, config);
            json.writeStringField("RecordState", "ACTIVE");
            json.writeEndObject();
        });
    }

    private static void times(JsonGenerator json, Alert alert) throws IOException {
        Instant first = EpochTime.bounded(alert.episode().firstSeen());
        Instant last = EpochTime.bounded(alert.episode().lastSeen());
        Instant time = EpochTime.bounded(alert.time());
        Instant latest = last.isAfter(time) ? last : time;
        json.writeStringField("CreatedAt", WireTime.format(first));
        // An import whose time is not later changes nothing: a later telling of the same moment must be.
        json.writeStringField(
                "UpdatedAt",
                WireTime.format(latest.plusMillis(Math.max(0, alert.episode().revision()))));
        json.writeStringField("FirstObservedAt", WireTime.format(first));
        json.writeStringField("LastObservedAt", WireTime.format(latest));
    }

    private static void fields(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("ProductFields");
        field(json, "alert_id", alert.deliveryId());
        field(json, "rule_id", alert.rule().id());
        field(json, "attack", String.join(",", alert.rule().attack()));
        field(json, "cluster", alert.cluster());
        field(json, "actor", alert.actor().name());
        field(json, "impersonating", alert.actor().impersonating());
        field(json, "client_address", alert.client().address());
        field(json, "user_agent", alert.client().userAgent());
        field(json, "verb", alert.verb());
        field(json, "outcome", alert.outcome().result());
        field(json, "episode", alert.episode().state().name());
        json.writeEndObject();
    }

    private static void resource(JsonGenerator json, Alert alert, SecurityHubConfig config) throws IOException {
        Alert.Target target = alert.target();
        String path = String.join("/", alert.cluster(), target.namespace(), target.resource(), target.name());
        json.writeArrayFieldStart("Resources");
        json.writeStartObject();
        json.writeStringField("Type", config.clusterArn().isPresent() ? "AwsEksCluster" : "Other");
        json.writeStringField("Id", config.clusterArn().orElse("k8s/" + PlainText.clean(path, MOST_ID)));
        json.writeStringField("Partition", config.partition());
        json.writeStringField("Region", config.region());
        json.writeObjectFieldStart("Details");
        json.writeObjectFieldStart("Other");
        field(json, "cluster", alert.cluster());
        field(json, "apiGroup", target.apiGroup());
        field(json, "resource", target.resource());
        field(json, "namespace", target.namespace());
        field(json, "name", target.name());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, PlainText.clean(value, MOST_FIELD));
        }
    }

    private static String or(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }
}
