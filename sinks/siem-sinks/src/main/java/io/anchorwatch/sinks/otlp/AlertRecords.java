// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.Sentence;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.streamjobs.alert.Alert;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Instant;

/**
 * Alerts as log records. The body is one sentence for people; {@code anchorwatch.alert} is the alert, whole, as JSON.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/">Attributes</a>
 */
final class AlertRecords {

    private static final int MOST_CHARS = 1024;

    private AlertRecords() {}

    static LogRecord of(Alert alert, Instant now) {
        LogRecord.Builder log = LogRecord.newBuilder()
                .setTimeUnixNano(EpochTime.nanos(alert.time()))
                .setObservedTimeUnixNano(EpochTime.nanos(now))
                .setSeverityNumber(SeverityNumber.forNumber(SeverityMap.otlpNumber(alert.severity())))
                .setSeverityText(SeverityMap.otlpText(alert.severity()))
                .setEventName("anchorwatch.alert")
                .setBody(AnyValue.newBuilder().setStringValue(Sentence.of(alert)));
        text(log, "alert.id", alert.deliveryId());
        text(log, "alert.fingerprint", alert.fingerprint());
        number(log, "alert.risk_score", alert.riskScore());
        text(log, "security_rule.name", Sentence.title(alert));
        text(log, "security_rule.uuid", alert.rule().id());
        text(log, "security_rule.version", alert.rule().version());
        text(log, "k8s.cluster.name", alert.cluster());
        text(log, "k8s.namespace.name", alert.target().namespace());
        text(log, "k8s.object.resource", alert.target().resource());
        text(log, "k8s.object.name", alert.target().name());
        text(log, "k8s.verb", alert.verb());
        text(log, "user.name", alert.actor().name());
        text(log, "client.address", alert.client().address());
        text(log, "user_agent.original", alert.client().userAgent());
        if (alert.outcome().code() != 0) {
            number(log, "http.response.status_code", alert.outcome().code());
        }
        log.addAttributes(KeyValue.newBuilder()
                .setKey("anchorwatch.alert")
                .setValue(AnyValue.newBuilder().setStringValue(new String(AlertFormats.JSON.encode(alert), UTF_8))));
        return log.build();
    }

    private static void text(LogRecord.Builder log, String key, String value) {
        if (!value.isEmpty()) {
            log.addAttributes(KeyValue.newBuilder()
                    .setKey(key)
                    .setValue(AnyValue.newBuilder().setStringValue(PlainText.clean(value, MOST_CHARS))));
        }
    }

    private static void number(LogRecord.Builder log, String key, long value) {
        log.addAttributes(
                KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)));
    }
}
