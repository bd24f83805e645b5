// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A detection, told so that an analyst knows who did what to which object, and why a rule fired.
 *
 * <p>A pure function of the events and the rule: replaying gives the same bytes. Holds no data of a Secret. Every text
 * that came out of an event is hostile: sinks escape it for their target.
 *
 * @param id 40 hex digits over cluster, rule, rule logic, group key and anchor event; the idempotency key of sinks
 * @param fingerprint 40 hex digits over cluster, rule, actor and target; groups repeats of one finding
 * @param rule what fired
 * @param severity how bad
 * @param riskScore 0 to 100
 * @param message what the rule says of it in its own words, one line; empty when it says nothing
 * @param time event time of the anchor event
 * @param cluster where
 * @param actor who
 * @param client from where
 * @param verb Kubernetes verb of the request
 * @param target what it was done to
 * @param outcome how the request ended
 * @param changes what changed, as far as the events show it
 * @param evidence the events behind the alert, anchor first
 * @param episode how long it has been going on
 * @param correlation what a correlation rule counted; {@link Correlation#NONE} for a rule on single events
 */
public record Alert(
        String id,
        String fingerprint,
        RuleRef rule,
        Severity severity,
        int riskScore,
        String message,
        Instant time,
        String cluster,
        Actor actor,
        Client client,
        String verb,
        Target target,
        Outcome outcome,
        List<Change> changes,
        List<Evidence> evidence,
        Episode episode,
        Correlation correlation) {

    public Alert {
        time = WireTime.cut(time);
        changes = List.copyOf(changes);
        evidence = List.copyOf(evidence);
        if (riskScore < 0 || riskScore > 100) {
            throw new IllegalArgumentException("riskScore is 0 to 100, not " + riskScore);
        }
    }

    /**
     * Identity of this very telling: the id, and the revision where there are several. What a sink's target deduplicates
     * on, so that an update is not taken for a repeat.
     */
    public String deliveryId() {
        return episode.revision() == 0 ? id : id + "-" + episode.revision();
    }

    /**
     * A finding over time.
     *
     * @param count how many events it holds so far
     * @param firstSeen event time of its first event
     * @param lastSeen event time of its last
     * @param state where it stands
     * @param revision 0 for the first telling, growing with each further one
     * @param supersedes id of an earlier alert that this one replaces, since events came late; else empty
     */
    public record Episode(
            long count, Instant firstSeen, Instant lastSeen, EpisodeState state, int revision, String supersedes) {

        public Episode {
            firstSeen = WireTime.cut(firstSeen);
            lastSeen = WireTime.cut(lastSeen);
        }

        /** Of one event. */
        public static Episode single(Instant time) {
            return new Episode(1, time, time, EpisodeState.OPEN, 0, "");
        }
    }

    /**
     * What a correlation rule counted.
     *
     * @param type such as {@code event_count}; empty for a rule on single events
     * @param window the rule's time span, ISO 8601, such as {@code PT5M}
     * @param group group-by field to value, in the rule's order
     * @param value what was counted, summed or seen, as text
     * @param warming whether the rule is so new that part of the window had not been counted
     * @param capped whether events were left out because the group held too many
     */
    public record Correlation(
            String type, String window, Map<String, String> group, String value, boolean warming, boolean capped) {

        /** None. */
        public static final Correlation NONE = new Correlation("", "", Map.of(), "", false, false);

        public Correlation {
            group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        }
    }

    /** Where an episode stands: just opened, grown, or quiet for its span. */
    public enum EpisodeState {
        OPEN,
        UPDATE,
        CLOSE
    }

    /**
     * The rule that fired.
     *
     * @param id stable name, such as {@code pod-exec}
     * @param version the rule's own version or last modification date, empty if it states none
     * @param logicHash 16 hex digits over the rule's detection logic
     * @param title one line for people
     * @param attack ATT&amp;CK technique ids, such as {@code T1609}
     * @param runbook what to do next, or empty
     * @param references links
     * @param ruleSet digest of all rules that were in force, empty while the rule stands alone
     */
    public record RuleRef(
            String id,
            String version,
            String logicHash,
            String title,
            List<String> attack,
            String runbook,
            List<String> references,
            String ruleSet) {

        /** A rule that is in no set yet. */
        public RuleRef(
                String id,
                String version,
                String logicHash,
                String title,
                List<String> attack,
                String runbook,
                List<String> references) {
            this(id, version, logicHash, title, attack, runbook, references, "");
        }

        /** The same rule as part of the set of that digest. */
        public RuleRef in(String digest) {
            return new RuleRef(id, version, logicHash, title, attack, runbook, references, digest);
        }

        public RuleRef {
            attack = List.copyOf(attack);
            references = List.copyOf(references);
        }
    }

    /**
     * Who made the request.
     *
     * @param name user name that authenticated; empty when nobody did
     * @param kind human, serviceaccount, node, control-plane, anonymous, unauthenticated, or unknown: an object changed
     *     and no audit event says by whom
     * @param groups groups of that user
     * @param impersonating user it acted as, empty when it acted as itself
     * @param onBehalfOf who applied the workload that a controller acted for; empty when not known, or the same
     */
    public record Actor(String name, String kind, List<String> groups, String impersonating, String onBehalfOf) {

        public Actor {
            groups = List.copyOf(groups);
        }

        /** Who acted for nobody else that is known. */
        public Actor(String name, String kind, List<String> groups, String impersonating) {
            this(name, kind, groups, impersonating, "");
        }
    }

    /**
     * Where the request came from.
     *
     * @param address the peer address that the API server itself saw
     * @param claimed addresses that the client or its proxies claim, in their order
     * @param userAgent as sent by the client
     */
    public record Client(String address, List<String> claimed, String userAgent) {

        public Client {
            claimed = List.copyOf(claimed);
        }
    }

    /**
     * What was acted on; empty strings where the event does not say.
     *
     * @param uri the request URI, credentials removed
     */
    public record Target(
            String apiGroup, String resource, String subresource, String namespace, String name, String uri) {}

    /**
     * How the request ended.
     *
     * @param result success, denied, failed, dry-run or unknown
     * @param code HTTP status, 0 when the event has none
     * @param reason the API server's reason, or the authorizer's
     */
    public record Outcome(String result, int code, String reason) {}

    /** One changed path; {@code before} or {@code after} is empty when it was not there. JSON text. */
    public record Change(String path, String before, String after) {}

    /**
     * An event behind the alert.
     *
     * @param eventId content identity
     * @param auditId the API server's audit id
     * @param stage audit stage
     * @param time event time
     * @param matched field to value, for the clauses that matched, in field order
     */
    public record Evidence(String eventId, String auditId, String stage, Instant time, Map<String, String> matched) {

        public Evidence {
            time = WireTime.cut(time);
            matched = Collections.unmodifiableMap(new LinkedHashMap<>(matched));
        }
    }
}
