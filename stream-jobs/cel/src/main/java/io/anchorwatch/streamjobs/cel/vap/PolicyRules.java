// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the rule of a policy and one of its bindings. */
final class PolicyRules {

    private final List<Manifest> all;
    private final Namespaces namespaces;

    PolicyRules(List<Manifest> all) {
        this.all = all;
        this.namespaces = Namespaces.of(all);
    }

    /** {@code alone}: it is the policy's only binding, so the policy's name is enough. */
    Rule rule(Policy policy, Binding binding, boolean alone) throws ManifestException {
        List<JsonNode> params = params(policy, binding);
        refuseUnknownNamespaces(policy, binding);
        PolicyPredicate predicate = new PolicyPredicate(new PolicyJudge(policy, binding, params, namespaces));
        Expression condition =
                new Expression.And(List.of(Prefilter.of(policy.constraints()), new Expression.Predicate(predicate)));
        String name = policy.manifest().name();
        String id = slug(alone ? name : name + "-" + binding.manifest().name());
        Severity severity = binding.actions().contains("Deny") ? Severity.HIGH : Severity.MEDIUM;
        return new Rule(
                new Alert.RuleRef(
                        id,
                        "",
                        new Digest().add("1").add(condition.toString()).hex(16),
                        title(policy),
                        List.of(),
                        "",
                        List.of()),
                severity,
                severity.defaultRiskScore(),
                "",
                "Request that the ValidatingAdmissionPolicy '" + name + "', bound by '"
                        + binding.manifest().name() + "' (" + String.join(", ", binding.actions()) + "), is against.",
                List.of(),
                auditLevel(policy, binding),
                LogSource.KUBERNETES_AUDIT,
                condition,
                predicate,
                Set.of(id),
                policy.manifest().file().name());
    }

    private static String title(Policy policy) {
        return "Policy " + policy.manifest().name() + " violated";
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private List<JsonNode> params(Policy policy, Binding binding) throws ManifestException {
        if (policy.paramKind().isEmpty() || binding.params() == null) {
            return List.of();
        }
        Binding.ParamRef ref = binding.params();
        List<Manifest> ofKind = all.stream()
                .filter(each -> (each.apiVersion() + " " + each.kind()).equals(policy.paramKind()))
                .toList();
        if (ofKind.isEmpty()) {
            throw new ManifestException(
                    binding.manifest().node(),
                    "the parameters of policy '" + policy.manifest().name() + "' are not here; put its '"
                            + policy.paramKind() + "' objects into the same files");
        }
        return ofKind.stream()
                .filter(each -> ref.name().isEmpty()
                        ? ref.selector().accepts(LabelSelector.labels(each.json()))
                        : ref.name().equals(each.name()))
                .map(Manifest::json)
                .toList();
    }

    /** An audit event shows nothing of its namespace but the name. */
    private void refuseUnknownNamespaces(Policy policy, Binding binding) throws ManifestException {
        boolean selects = !Namespaces.needsNameOnly(policy.constraints().namespaces())
                || !Namespaces.needsNameOnly(binding.resources().namespaces());
        if (namespaces.isEmpty() && (selects || policy.looksAt("namespaceObject"))) {
            throw new ManifestException(
                    policy.manifest().node(),
                    "policy '" + policy.manifest().name() + "' looks at "
                            + (selects ? "labels of namespaces" : "namespaceObject")
                            + ", which audit events do not show; put your Namespace objects into the same files");
        }
    }

    private static String auditLevel(Policy policy, Binding binding) {
        boolean object = policy.looksAt("object")
                || policy.looksAt("oldObject")
                || !policy.constraints().objects().isEmpty()
                || !binding.resources().objects().isEmpty();
        boolean createOnly = policy.constraints().rules().stream()
                .allMatch(rule -> rule.operations().equals(List.of("CREATE")));
        return !object ? "Metadata" : createOnly && !policy.looksAt("oldObject") ? "Request" : "RequestResponse";
    }
}
