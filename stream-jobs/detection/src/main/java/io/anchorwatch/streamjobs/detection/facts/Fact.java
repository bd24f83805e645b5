// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that rules may use beside those of the event itself. Computed once an event, and only when asked for. */
public enum Fact {
    /** human, serviceaccount, node, bootstrap, control-plane, anonymous, unauthenticated or unknown. */
    ACTOR_KIND("actor.kind", Fact::actorKind),
    /** Service account's namespace, absent for others. */
    ACTOR_NAMESPACE("actor.namespace", Fact::actorNamespace),
    /** The peer address that the API server saw. */
    CLIENT_ADDRESS("client.address", PeerAddress::trusted),
    /** Addresses from headers that a client may write. */
    CLIENT_CLAIMED("client.claimed", PeerAddress::claimed),
    /** success, denied, failed, dry-run or unknown. */
    OUTCOME("outcome", event -> Outcome.of(event).wireName()),
    /** Object name, also where objectRef has none: from the response, then from the request. */
    TARGET_NAME("target.name", TargetName::of),
    /** Whether the target's namespace belongs to the cluster itself. */
    TARGET_PROTECTED("target.protected", event -> ProtectedNamespaces.contains(event.text(Envelope.NAMESPACE))),
    /** Command line of an exec, words joined with blanks. */
    EXEC_COMMAND("exec.command", Fact::execCommand),
    /** Another request already used this audit id: the client chose it. */
    AUDIT_ID_REUSED("request.auditIdReused", event -> false),

    /** Fields in which the object differs from what it was, as far as known; of a patch alone, those it writes. */
    CHANGE_FIELDS("change.fields", ChangedFields::of),

    WORKLOAD("workload", WorkloadFacts::of),
    WORKLOAD_PRIVILEGED("workload.privileged", workload(WorkloadFacts::privileged)),
    WORKLOAD_HOST_PID("workload.hostPID", workload(facts -> facts.specFlag("hostPID"))),
    WORKLOAD_HOST_IPC("workload.hostIPC", workload(facts -> facts.specFlag("hostIPC"))),
    WORKLOAD_HOST_NETWORK("workload.hostNetwork", workload(facts -> facts.specFlag("hostNetwork"))),
    WORKLOAD_HOST_PROCESS("workload.hostProcess", workload(WorkloadFacts::hostProcess)),
    WORKLOAD_PRIVILEGE_ESCALATION(
            "workload.allowPrivilegeEscalation", workload(WorkloadFacts::allowsPrivilegeEscalation)),
    WORKLOAD_HOST_PATHS("workload.hostPaths", workload(WorkloadFacts::hostPaths)),
    WORKLOAD_CAPABILITIES("workload.capabilities", workload(WorkloadFacts::capabilities)),
    WORKLOAD_IMAGES("workload.images", workload(WorkloadFacts::images)),
    WORKLOAD_COMMANDS("workload.commands", workload(WorkloadFacts::commands)),
    WORKLOAD_SERVICE_ACCOUNTS("workload.serviceAccounts", workload(WorkloadFacts::serviceAccounts)),

    /** Dangerous grants in a written role: wildcard, secrets-read, exec, escalate, bind, impersonate, … */
    RBAC_GRANTS("rbac.grants", event -> RbacFacts.grants(Subject.of(event))),
    /** Subjects of a written binding. */
    RBAC_SUBJECTS("rbac.subjects", event -> RbacFacts.subjects(Subject.of(event))),
    /** Role of a written binding, as kind/name. */
    RBAC_ROLE_REF("rbac.roleRef", event -> RbacFacts.roleRef(Subject.of(event))),
    /** Whether a written binding names the actor or a group of the actor's. */
    RBAC_SELF_GRANT("rbac.selfGrant", Fact::selfGrant);

    private static final String SERVICE_ACCOUNT = ":serviceaccount:";
    private static final Map<String, Fact> BY_NAME =
            Stream.of(values()).filter(fact -> fact != WORKLOAD).collect(Collectors.toMap(Fact::path, fact -> fact));

    private final String path;
    private final Function<AuditView, Object> compute;

    Fact(String path, Function<AuditView, Object> compute) {
        this.path = path;
        this.compute = compute;
    }

    /** Its name in rules. */
    public String path() {
        return path;
    }

    /** Whether it can only be known from the request or response body. */
    public boolean needsBody() {
        return ordinal() >= CHANGE_FIELDS.ordinal();
    }

    /** The fact of that name, if there is one. */
    public static Optional<Fact> of(String path) {
        return Optional.ofNullable(BY_NAME.get(path));
    }

    /** Its value for an event whose memo has a place for every fact. */
    public Object of(AuditView event) {
        @Nullable Object known = event.memo(ordinal());
        if (known == null) {
            known = compute.apply(event);
            event.memo(ordinal(), known);
        }
        return known;
    }

    private static Object actorKind(AuditView event) {
        return ActorKind.of(event).wireName();
    }

    private static Object actorNamespace(AuditView event) {
        String name = event.text(Envelope.USERNAME);
        int first = name.indexOf(':');
        if (first < 0 || !name.startsWith(SERVICE_ACCOUNT, first)) {
            return Missing.ABSENT;
        }
        int start = first + SERVICE_ACCOUNT.length();
        int end = name.indexOf(':', start);
        return end < 0 || name.indexOf(':', end + 1) >= 0 ? Missing.ABSENT : name.substring(start, end);
    }

    private static Object execCommand(AuditView event) {
        String subresource = event.text(Envelope.SUBRESOURCE);
        return subresource.equals("exec")
                ? String.join(" ", RequestUri.query(event.text(Envelope.REQUEST_URI), "command"))
                : Missing.ABSENT;
    }

    private static Object selfGrant(AuditView event) {
        JsonNode binding = Subject.of(event);
        return RbacFacts.grantsTo(
                RbacFacts.subjects(binding), event.text(Envelope.USERNAME), event.texts(Envelope.USER_GROUPS));
    }

    private static Function<AuditView, Object> workload(Function<WorkloadFacts, Object> of) {
        return event -> {
            WorkloadFacts facts = (WorkloadFacts) WORKLOAD.of(event);
            return facts.present() ? of.apply(facts) : Missing.ABSENT;
        };
    }
}
