// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ValidatingAdmissionPolicyBinding.
 *
 * @param manifest where it came from
 * @param policy name of the policy
 * @param resources which requests, among those of the policy
 * @param actions Deny, Warn, Audit
 * @param params where its parameters are; null when it names none
 */
record Binding(
        Manifest manifest,
        String policy,
        MatchResources resources,
        List<String> actions,
        @Nullable ParamRef params) {

    /** Parameters by name, or by labels where {@code name} is empty. */
    record ParamRef(String name, String namespace, LabelSelector selector, boolean denyIfNone) {}

    static Binding parse(Manifest manifest) throws ManifestException {
        Fields top = Fields.of(manifest.node(), "a binding").only(Set.of("apiVersion", "kind", "metadata", "spec"));
        @Nullable Fields spec = top.child("spec");
        if (spec == null || manifest.name().isEmpty()) {
            throw new ManifestException(manifest.node(), "a binding needs metadata.name and spec");
        }
        spec.only(Set.of("policyName", "paramRef", "matchResources", "validationActions"));
        List<String> actions = spec.texts("validationActions");
        for (String action : actions) {
            if (!Set.of("Deny", "Warn", "Audit").contains(action)) {
                throw new ManifestException(
                        spec.key("validationActions"),
                        "validationActions are Deny, Warn or Audit, not '" + action + "'");
            }
        }
        return new Binding(
                manifest,
                spec.required("policyName").getValue(),
                MatchResources.of(spec.child("matchResources")),
                actions.isEmpty() ? List.of("Deny") : actions,
                params(spec.child("paramRef")));
    }

    private static @Nullable ParamRef params(@Nullable Fields fields) throws ManifestException {
        if (fields == null) {
            return null;
        }
        fields.only(Set.of("name", "namespace", "selector", "parameterNotFoundAction"));
        String name = fields.text("name");
        if (name.isEmpty() == (fields.get("selector") == null)) {
            throw new ManifestException(fields.node(), "paramRef has either name or selector");
        }
        boolean deny = fields.oneOf("parameterNotFoundAction", List.of("Deny", "Allow"))
                .equals("Deny");
        return new ParamRef(name, fields.text("namespace"), LabelSelector.of(fields.child("selector")), deny);
    }
}
