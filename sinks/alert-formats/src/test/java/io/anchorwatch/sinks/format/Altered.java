// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.List;

/** An alert like another but for some of its fields. */
public final class Altered {

    private final Alert like;
    private String id;
    private String fingerprint;
    private Severity severity;
    private String message;
    private Instant time;
    private Actor actor;
    private Client client;
    private List<Change> changes;
    private Episode episode;

    private Altered(Alert like) {
        this.like = like;
        id = like.id();
        fingerprint = like.fingerprint();
        severity = like.severity();
        message = like.message();
        time = like.time();
        actor = like.actor();
        client = like.client();
        changes = like.changes();
        episode = like.episode();
    }

    public static Altered from(Alert like) {
        return new Altered(like);
    }

    public Altered id(String other) {
        id = other;
        return this;
    }

    public Altered fingerprint(String other) {
        fingerprint = other;
        return this;
    }

    public Altered severity(Severity other) {
        severity = other;
        return this;
    }

    public Altered message(String other) {
        message = other;
        return this;
    }

    public Altered time(Instant other) {
        time = other;
        return this;
    }

    public Altered actor(Actor other) {
        actor = other;
        return this;
    }

    public Altered client(Client other) {
        client = other;
        return this;
    }

    public Altered changes(List<Change> other) {
        changes = other;
        return this;
    }

    public Altered episode(Episode other) {
        episode = other;
        return this;
    }

    /** As its first telling, which is delivered under the alert's own id. */
    public Altered toldOnce() {
        return episode(new Episode(episode.count(), episode.firstSeen(), episode.lastSeen(), episode.state(), 0, ""));
    }

    public Alert alert() {
        return new Alert(
                id,
                fingerprint,
                like.rule(),
                severity,
                like.riskScore(),
                message,
                time,
                like.cluster(),
                actor,
                client,
                like.verb(),
                like.target(),
                like.outcome(),
                changes,
                like.evidence(),
                episode,
                like.correlation());
    }
}
