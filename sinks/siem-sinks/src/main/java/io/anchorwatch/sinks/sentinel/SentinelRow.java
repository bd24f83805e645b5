// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.Sentence;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An alert as a row of the table that {@code azuredeploy.json} makes. Azure cuts a field at 64 KB and drops a column that the
 * rule does not know, both without a word: the bounds here stay below the one, a test compares with the other.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/service-limits#logs-ingestion-api">Limits</a>
 */
final class SentinelRow {

    private static final int TEXT = 4096;
    private static final int VALUE = 256;
    private static final int NAME = 64;
    private static final int LIST = 20;
    private static final int CHANGES = 10;
    private static final int EVIDENCE = 5;
    private static final int MATCHED = 8;

    private SentinelRow() {}

    static byte[] encode(Alert alert) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("TimeGenerated", WireTime.format(EpochTime.bounded(alert.time())));
            text(json, "AlertId", alert.deliveryId());
            text(json, "Fingerprint", alert.fingerprint());
            text(json, "RuleId", alert.rule().id());
            text(json, "RuleVersion", alert.rule().version());
            text(json, "Title", Sentence.title(alert));
            text(json, "Summary", Sentence.of(alert));
            text(json, "Message", alert.message());
            text(json, "AlertSeverity", SeverityMap.sentinel(alert.severity()));
            text(json, "ExtendedSeverity", alert.severity().wireName());
            json.writeNumberField("RiskScore", alert.riskScore());
            texts(json, "Techniques", alert.rule().attack());
            text(json, "Runbook", alert.rule().runbook());
            text(json, "Cluster", alert.cluster());
            text(json, "Actor", alert.actor().name());
            text(json, "ActorKind", alert.actor().kind());
            texts(json, "ActorGroups", alert.actor().groups());
            text(json, "Impersonating", alert.actor().impersonating());
            text(json, "OnBehalfOf", alert.actor().onBehalfOf());
            text(json, "ClientAddress", alert.client().address());
            texts(json, "ClaimedAddresses", alert.client().claimed());
            text(json, "UserAgent", alert.client().userAgent());
            text(json, "Verb", alert.verb());
            text(json, "ApiGroup", alert.target().apiGroup());
            text(json, "Resource", alert.target().resource());
            text(json, "Subresource", alert.target().subresource());
            text(json, "Namespace", alert.target().namespace());
            text(json, "ObjectName", alert.target().name());
            text(json, "RequestUri", alert.target().uri());
            text(json, "Outcome", alert.outcome().result());
            json.writeNumberField("OutcomeCode", alert.outcome().code());
            text(json, "OutcomeReason", alert.outcome().reason());
            changes(json, alert.changes());
            evidence(json, alert.evidence());
            json.writeNumberField("EventCount", alert.episode().count());
            json.writeStringField(
                    "FirstSeen",
                    WireTime.format(EpochTime.bounded(alert.episode().firstSeen())));
            json.writeStringField(
                    "LastSeen",
                    WireTime.format(EpochTime.bounded(alert.episode().lastSeen())));
            text(json, "EpisodeState", alert.episode().state().name());
            text(json, "Supersedes", alert.episode().supersedes());
            json.writeEndObject();
        });
    }

    private static void text(JsonGenerator json, String column, String value) throws IOException {
        json.writeStringField(column, value.isEmpty() ? "" : PlainText.clean(value, TEXT));
    }

    private static void texts(JsonGenerator json, String column, List<String> values) throws IOException {
        json.writeArrayFieldStart(column);
        for (String value : values.subList(0, Math.min(LIST, values.size()))) {
            json.writeString(PlainText.clean(value, VALUE));
        }
        json.writeEndArray();
    }

    private static void changes(JsonGenerator json, List<Alert.Change> changes) throws IOException {
        json.writeArrayFieldStart("Changes");
        for (Alert.Change change : changes.subList(0, Math.min(CHANGES, changes.size()))) {
            json.writeStartObject();
            json.writeStringField("path", PlainText.clean(change.path(), VALUE));
            json.writeStringField("before", PlainText.clean(change.before(), VALUE));
            json.writeStringField("after", PlainText.clean(change.after(), VALUE));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void evidence(JsonGenerator json, List<Alert.Evidence> events) throws IOException {
        json.writeArrayFieldStart("Evidence");
        for (Alert.Evidence event : events.subList(0, Math.min(EVIDENCE, events.size()))) {
            json.writeStartObject();
            json.writeStringField("eventId", PlainText.clean(event.eventId(), NAME));
            json.writeStringField("auditId", PlainText.clean(event.auditId(), NAME));
            json.writeStringField("time", WireTime.format(EpochTime.bounded(event.time())));
            json.writeArrayFieldStart("matched");
            int count = 0;
            for (Map.Entry<String, String> entry : event.matched().entrySet()) {
                if (count++ == MATCHED) {
                    break;
                }
                // Not as keys: two that differ by what is cut or cleaned would be one.
                json.writeStartObject();
                json.writeStringField("field", PlainText.clean(entry.getKey(), NAME));
                json.writeStringField("value", PlainText.clean(entry.getValue(), VALUE));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
