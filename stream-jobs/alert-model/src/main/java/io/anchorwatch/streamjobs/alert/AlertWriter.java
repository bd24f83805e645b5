// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes one alert. The order of the calls is the order of the fields: part of the format. */
final class AlertWriter {

    private final JsonGenerator json;

    AlertWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Alert alert) throws IOException {
        json.writeStartObject();
        required("id", alert.id());
        rule(alert);
        text("message", alert.message());
        required("time", WireTime.format(alert.time()));
        required("cluster", alert.cluster());
        actor(alert.actor());
        client(alert.client());
        text("verb", alert.verb());
        target(alert.target());
        outcome(alert.outcome());
        changes(alert.changes());
        evidence(alert.evidence());
        correlation(alert.correlation());
        episode(alert.episode());
        required("fingerprint", alert.fingerprint());
        text("runbook", alert.rule().runbook());
        texts("references", alert.rule().references());
        json.writeEndObject();
    }

    private void rule(Alert alert) throws IOException {
        required("ruleId", alert.rule().id());
        text("ruleVersion", alert.rule().version());
        text("ruleHash", alert.rule().logicHash());
        text("ruleSet", alert.rule().ruleSet());
        text("title", alert.rule().title());
        required("severity", alert.severity().wireName());
        json.writeNumberField("riskScore", alert.riskScore());
        texts("attack", alert.rule().attack());
    }

    private void actor(Actor actor) throws IOException {
        if (actor.equals(AlertReader.NO_ACTOR)) {
            return;
        }
        json.writeObjectFieldStart("actor");
        text("name", actor.name());
        text("kind", actor.kind());
        texts("groups", actor.groups());
        text("impersonating", actor.impersonating());
        text("onBehalfOf", actor.onBehalfOf());
        json.writeEndObject();
    }

    private void client(Client client) throws IOException {
        if (client.equals(AlertReader.NO_CLIENT)) {
            return;
        }
        json.writeObjectFieldStart("client");
        text("address", client.address());
        texts("claimed", client.claimed());
        text("userAgent", client.userAgent());
        json.writeEndObject();
    }

    private void target(Target target) throws IOException {
        if (target.equals(AlertReader.NO_TARGET)) {
            return;
        }
        json.writeObjectFieldStart("target");
        text("apiGroup", target.apiGroup());
        text("resource", target.resource());
        text("subresource", target.subresource());
        text("namespace", target.namespace());
        text("name", target.name());
        text("uri", target.uri());
        json.writeEndObject();
    }

    private void outcome(Outcome outcome) throws IOException {
        if (outcome.equals(AlertReader.NO_OUTCOME)) {
            return;
        }
        json.writeObjectFieldStart("outcome");
        text("result", outcome.result());
        if (outcome.code() != 0) {
            json.writeNumberField("code", outcome.code());
        }
        text("reason", outcome.reason());
        json.writeEndObject();
    }

    private void changes(List<Change> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("changes");
        for (Change change : changes) {
            json.writeStartObject();
            required("path", change.path());
            text("before", change.before());
            text("after", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void evidence(List<Evidence> evidence) throws IOException {
        if (evidence.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("evidence");
        for (Evidence event : evidence) {
            json.writeStartObject();
            required("eventId", event.eventId());
            text("auditId", event.auditId());
            text("stage", event.stage());
            required("time", WireTime.format(event.time()));
            textMap("matched", event.matched());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void episode(Episode episode) throws IOException {
        json.writeNumberField("count", episode.count());
        required("firstSeen", WireTime.format(episode.firstSeen()));
        required("lastSeen", WireTime.format(episode.lastSeen()));
        required("state", episode.state().name().toLowerCase(Locale.ROOT));
        if (episode.revision() != 0) {
            json.writeNumberField("revision", episode.revision());
        }
        text("supersedes", episode.supersedes());
    }

    private void correlation(Correlation correlation) throws IOException {
        if (correlation.equals(Correlation.NONE)) {
            return;
        }
        json.writeObjectFieldStart("correlation");
        text("type", correlation.type());
        text("window", correlation.window());
        textMap("group", correlation.group());
        text("value", correlation.value());
        flag("warming", correlation.warming());
        flag("capped", correlation.capped());
        json.writeEndObject();
    }

    private void flag(String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private void textMap(String name, Map<String, String> map) throws IOException {
        if (map.isEmpty()) {
            return;
        }
        Map<String, String> clean = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            String field = WireText.of(entry.getKey());
            // Two fields may become equal once their surrogates are replaced; both are evidence.
            while (clean.containsKey(field)) {
                field += WireText.REPLACEMENT;
            }
            clean.put(field, WireText.of(entry.getValue()));
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : clean.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void required(String name, String value) throws IOException {
        json.writeStringField(name, WireText.of(value));
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            required(name, value);
        }
    }

    private void texts(String name, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(WireText.of(value));
        }
        json.writeEndArray();
    }
}
