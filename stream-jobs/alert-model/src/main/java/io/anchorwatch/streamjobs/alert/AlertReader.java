// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one alert from its tree. */
final class AlertReader {

    static final Actor NO_ACTOR = new Actor("", "", List.of(), "");
    static final Client NO_CLIENT = new Client("", List.of(), "");
    static final Target NO_TARGET = new Target("", "", "", "", "", "");
    static final Outcome NO_OUTCOME = new Outcome("", 0, "");

    private AlertReader() {}

    static Alert read(JsonNode tree) throws MalformedAlertException {
        JsonFields alert = JsonFields.root(tree);
        return new Alert(
                alert.required("id"),
                alert.required("fingerprint"),
                rule(alert),
                severity(alert),
                (int) alert.number("riskScore", 0, 100),
                alert.text("message"),
                alert.time("time"),
                alert.required("cluster"),
                actor(alert),
                client(alert),
                alert.text("verb"),
                target(alert),
                outcome(alert),
                changes(alert),
                evidence(alert),
                episode(alert),
                correlation(alert));
    }

    private static Episode episode(JsonFields alert) throws MalformedAlertException {
        return new Episode(
                alert.number("count", 0, Long.MAX_VALUE),
                alert.time("firstSeen"),
                alert.time("lastSeen"),
                state(alert),
                alert.has("revision") ? (int) alert.number("revision", 0, Integer.MAX_VALUE) : 0,
                alert.text("supersedes"));
    }

    private static Correlation correlation(JsonFields alert) throws MalformedAlertException {
        Optional<JsonFields> found = alert.object("correlation");
        if (found.isEmpty()) {
            return Correlation.NONE;
        }
        JsonFields correlation = found.get();
        return new Correlation(
                correlation.text("type"),
                correlation.text("window"),
                correlation.textMap("group"),
                correlation.text("value"),
                correlation.flag("warming"),
                correlation.flag("capped"));
    }

    private static RuleRef rule(JsonFields alert) throws MalformedAlertException {
        return new RuleRef(
                alert.required("ruleId"),
                alert.text("ruleVersion"),
                alert.text("ruleHash"),
                alert.text("title"),
                alert.texts("attack"),
                alert.text("runbook"),
                alert.texts("references"),
                alert.text("ruleSet"));
    }

    private static Severity severity(JsonFields alert) throws MalformedAlertException {
        return Severity.of(alert.required("severity"))
                .orElseThrow(() -> new MalformedAlertException(
                        "'severity' is none of informational, low, medium, high, critical"));
    }

    private static EpisodeState state(JsonFields alert) throws MalformedAlertException {
        String wanted = alert.required("state");
        for (EpisodeState state : EpisodeState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return state;
            }
        }
        throw new MalformedAlertException("'state' is none of open, update, close");
    }

    private static Actor actor(JsonFields alert) throws MalformedAlertException {
        Optional<JsonFields> found = alert.object("actor");
        if (found.isEmpty()) {
            return NO_ACTOR;
        }
        JsonFields actor = found.get();
        return new Actor(
                actor.text("name"),
                actor.text("kind"),
                actor.texts("groups"),
                actor.text("impersonating"),
                actor.text("onBehalfOf"));
    }

    private static Client client(JsonFields alert) throws MalformedAlertException {
        Optional<JsonFields> found = alert.object("client");
        if (found.isEmpty()) {
            return NO_CLIENT;
        }
        JsonFields client = found.get();
        return new Client(client.text("address"), client.texts("claimed"), client.text("userAgent"));
    }

    private static Target target(JsonFields alert) throws MalformedAlertException {
        Optional<JsonFields> found = alert.object("target");
        if (found.isEmpty()) {
            return NO_TARGET;
        }
        JsonFields target = found.get();
        return new Target(
                target.text("apiGroup"),
                target.text("resource"),
                target.text("subresource"),
                target.text("namespace"),
                target.text("name"),
                target.text("uri"));
    }

    private static Outcome outcome(JsonFields alert) throws MalformedAlertException {
        Optional<JsonFields> found = alert.object("outcome");
        if (found.isEmpty()) {
            return NO_OUTCOME;
        }
        JsonFields outcome = found.get();
        int code = outcome.has("code") ? (int) outcome.number("code", Integer.MIN_VALUE, Integer.MAX_VALUE) : 0;
        return new Outcome(outcome.text("result"), code, outcome.text("reason"));
    }

    private static List<Change> changes(JsonFields alert) throws MalformedAlertException {
        List<Change> changes = new ArrayList<>();
        for (JsonFields change : alert.objects("changes")) {
            changes.add(new Change(change.required("path"), change.text("before"), change.text("after")));
        }
        return changes;
    }

    private static List<Evidence> evidence(JsonFields alert) throws MalformedAlertException {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonFields event : alert.objects("evidence")) {
            evidence.add(new Evidence(
                    event.required("eventId"),
                    event.text("auditId"),
                    event.text("stage"),
                    event.time("time"),
                    event.textMap("matched")));
        }
        return evidence;
    }
}
