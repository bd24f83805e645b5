// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.expr.Wanted;
import io.anchorwatch.streamjobs.detection.facts.ActorKind;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.facts.Outcome;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fields of audit events that hold one of few values.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">apiserver-audit.v1</a>
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb">verbs</a>
 */
final class AuditValues {

    private static final String CODE = "responseStatus.code";
    private static final Set<String> DECISIONS = Set.of("allow", "forbid");
    private static final Set<String> BOOLEAN = Set.of("true", "false");

    /** Facts that are true or false. */
    static final Set<String> FLAGS = Set.of(
            "target.protected",
            "request.auditIdReused",
            "rbac.selfGrant",
            "rbac.adminLike",
            "rbac.anonymousSubject",
            "workload.privileged",
            "workload.hostPID",
            "workload.hostIPC",
            "workload.hostNetwork",
            "workload.hostProcess",
            "workload.allowPrivilegeEscalation",
            "workload.shareProcessNamespace",
            "workload.runsAsRoot",
            "workload.toleratesControlPlane",
            "workload.pinnedToControlPlane",
            "workload.owned",
            "workload.mirror",
            "service.exposed",
            "service.internal",
            "service.sourceRangesRemoved",
            "ingress.wildcardHost",
            "ingress.tls",
            "ingress.defaultBackend",
            "ingress.openToAllNamespaces",
            "webhook.catchesAll",
            "webhook.catchesSecrets",
            "webhook.ignoresFailure",
            "node.addressesChanged",
            "node.unschedulable",
            "node.controlPlane",
            "storage.reclaimWeakened",
            "crd.conversionExternal",
            "apiservice.external",
            "apiservice.insecure",
            "scale.toZero",
            "serviceaccount.cloudIdentityChanged",
            "change.managerChanged",
            "change.ownedByGitOps");

    private static final Map<String, Set<String>> BY_FIELD = byField();

    /** Verbs of access reviews and role rules that people take for verbs of requests, and what the request says. */
    private static final Map<String, String> VERB_HINTS = Map.of(
            "replace", "a replacement is 'update'",
            "exec", "an exec is 'get' or 'create' with objectRef.subresource 'exec'",
            "impersonate", "look at impersonatedUser.username",
            "bind", "it is a right, checked while a binding is written",
            "escalate", "it is a right, checked while a role is written",
            "approve", "it is a right; the request is 'update' of certificatesigningrequests/approval",
            "sign", "it is a right; the request is 'update' of certificatesigningrequests/status",
            "use", "it is a right and never a request");

    private AuditValues() {}

    private static Map<String, Set<String>> byField() {
        Map<String, Set<String>> values = new HashMap<>();
        values.put("stage", Set.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"));
        values.put("level", Set.of("Metadata", "Request", "RequestResponse"));
        values.put("annotations.authorization.k8s.io/decision", DECISIONS);
        values.put("responseStatus.status", Set.of("Success", "Failure"));
        // Requests for objects; then those for other paths, whose verb is the HTTP method in lower case.
        values.put(
                "verb",
                Set.of(
                        "get",
                        "list",
                        "watch",
                        "create",
                        "update",
                        "patch",
                        "delete",
                        "deletecollection",
                        "proxy",
                        "head",
                        "post",
                        "put",
                        "options",
                        "connect",
                        "trace"));
        values.put(
                "actor.kind",
                wireNames(Arrays.stream(ActorKind.values())
                        .map(ActorKind::wireName)
                        .toList()));
        values.put(
                "outcome",
                wireNames(Arrays.stream(Outcome.values()).map(Outcome::wireName).toList()));
        for (String mode : List.of("enforce", "audit", "warn")) {
            values.put("namespace." + mode, levels());
        }
        values.put(Fact.WORKLOAD_PSS_LEVEL.path(), levels());
        values.put(
                "attribution",
                wireNames(Arrays.stream(Attribution.values())
                        .map(Attribution::wireName)
                        .toList()));
        values.put("origin", Set.of("watch", "relist"));
        values.put(
                "notice",
                wireNames(Arrays.stream(WatchNotice.Kind.values())
                        .map(WatchNotice.Kind::wireName)
                        .toList()));
        for (String flag : FLAGS) {
            values.put(flag, BOOLEAN);
        }
        return values;
    }

    private static Set<String> levels() {
        return wireNames(Arrays.stream(Level.values()).map(Level::wireName).toList());
    }

    private static Set<String> wireNames(List<String> names) {
        return new TreeSet<>(names);
    }

    /**
     * What can never be, one message a value.
     *
     * @param mapped whether the published rules' ALLOW and FORBID for a code were read as decisions
     */
    static List<Problem> problems(String field, ValueTest test, boolean mapped) {
        if (field.equals(CODE)) {
            return code(test, mapped);
        }
        @Nullable Set<String> possible = BY_FIELD.get(field);
        if (possible == null || test instanceof Exists || test instanceof IsNull || test instanceof SameAsField) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        if (test instanceof TextEquals equals) {
            for (String text : equals.texts()) {
                if (!text.isEmpty() && possible.stream().noneMatch(value -> same(value, text, equals.cased()))) {
                    problems.add(new Problem(text, "'" + field + "' is never '" + text + "'" + hint(field, text)));
                }
            }
        } else if (possible.stream().noneMatch(test::accepts)) {
            problems.add(new Problem(
                    "", "'" + field + "' never " + Wanted.text(test) + "; it is one of " + sorted(possible)));
        }
        return problems;
    }

    private static boolean same(String value, String text, boolean cased) {
        return cased ? value.equals(text) : Fold.lower(value).equals(text);
    }

    private static String hint(String field, String text) {
        Set<String> possible = BY_FIELD.getOrDefault(field, Set.of());
        @Nullable String known = field.equals("verb") ? VERB_HINTS.get(text) : null;
        if (known != null) {
            return "; " + known;
        }
        return Nearest.to(text, possible)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; it is one of " + sorted(possible));
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static List<Problem> code(ValueTest test, boolean mapped) {
        List<Problem> problems = new ArrayList<>();
        if (test instanceof TextEquals equals) {
            for (String text : equals.texts()) {
                String folded = Fold.lower(text);
                if (!text.isEmpty() && !text.matches("[1-5][0-9]{2}") && !(mapped && DECISIONS.contains(folded))) {
                    String hint = DECISIONS.contains(folded)
                            ? "; the decision is 'annotations.authorization.k8s.io/decision'"
                            : ", as 403";
                    problems.add(new Problem(
                            text, "'" + CODE + "' is never '" + text + "': it is a number of three digits" + hint));
                }
            }
        }
        return problems;
    }

    /**
     * A value that can't be.
     *
     * @param value as the rule asks for it, perhaps folded; empty when the test is no list of values
     * @param message what to say
     */
    record Problem(String value, String message) {}
}
