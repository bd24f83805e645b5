// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.cel.CelCompilation;
import io.anchorwatch.streamjobs.cel.CelExpression;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Turns a document into a policy; the first thing that can't be honoured refuses it. */
final class PolicyParser {

    private static final Set<String> SPEC = Set.of(
            "auditAnnotations",
            "failurePolicy",
            "matchConditions",
            "matchConstraints",
            "paramKind",
            "validations",
            "variables");

    /** The bounds of an API server on the lists of a policy. */
    private static final int MAX_CONDITIONS = 64;

    private final Manifest manifest;
    private final Map<String, CelExpression> variables = new LinkedHashMap<>();

    PolicyParser(Manifest manifest) {
        this.manifest = manifest;
    }

    Policy parse() throws ManifestException {
        Fields top =
                Fields.of(manifest.node(), "a policy").only(Set.of("apiVersion", "kind", "metadata", "spec", "status"));
        if (manifest.name().isEmpty()) {
            throw new ManifestException(manifest.node(), "metadata.name is missing");
        }
        @Nullable Fields spec = top.child("spec");
        if (spec == null) {
            throw new ManifestException(manifest.node(), "'spec' is missing");
        }
        spec.only(SPEC);
        boolean fail = spec.oneOf("failurePolicy", List.of("Fail", "Ignore")).equals("Fail");
        if (spec.get("auditAnnotations") != null) {
            manifest.file()
                    .warning(
                            Place.of(spec.key("auditAnnotations")),
                            "auditAnnotations are not evaluated: no alert needs them");
        }
        List<CelExpression> conditions = conditions(spec);
        for (Node node : spec.list("variables")) {
            variable(Fields.of(node, "a variable").only(Set.of("name", "expression")));
        }
        MatchResources constraints = MatchResources.of(spec.child("matchConstraints"));
        if (constraints.rules().isEmpty()) {
            throw new ManifestException(spec.key("matchConstraints"), "matchConstraints needs resourceRules");
        }
        List<Policy.Validation> validations = new ArrayList<>();
        for (Node node : spec.list("validations")) {
            validations.add(validation(Fields.of(node, "a validation")));
        }
        if (validations.isEmpty()) {
            throw new ManifestException(
                    spec.key("validations"), "there are no validations, so nothing can be detected");
        }
        return new Policy(manifest, fail, paramKind(spec), constraints, conditions, variables, validations);
    }

    private List<CelExpression> conditions(Fields spec) throws ManifestException {
        List<CelExpression> conditions = new ArrayList<>();
        for (Node node : spec.list("matchConditions")) {
            Fields condition = Fields.of(node, "a match condition").only(Set.of("name", "expression"));
            condition.required("name");
            conditions.add(compile(condition.required("expression"), CelCompilation.Result.BOOL));
        }
        if (conditions.size() > MAX_CONDITIONS) {
            throw new ManifestException(spec.key("matchConditions"), "at most " + MAX_CONDITIONS + " matchConditions");
        }
        return conditions;
    }

    private void variable(Fields variable) throws ManifestException {
        ScalarNode name = variable.required("name");
        CelExpression expression = compile(variable.required("expression"), CelCompilation.Result.ANY);
        if (!name.getValue().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new ManifestException(name, "a variable's name is an identifier");
        }
        if (variables.put(name.getValue(), expression) != null) {
            throw new ManifestException(name, "variable '" + name.getValue() + "' stands twice");
        }
    }

    private Policy.Validation validation(Fields fields) throws ManifestException {
        fields.only(Set.of("expression", "message", "messageExpression", "reason"));
        CelExpression expression = compile(fields.required("expression"), CelCompilation.Result.BOOL);
        @Nullable ScalarNode written = fields.scalar("messageExpression");
        @Nullable CelExpression message = written == null ? null : compile(written, CelCompilation.Result.STRING);
        String reason =
                fields.oneOf("reason", List.of("Invalid", "Unauthorized", "Forbidden", "RequestEntityTooLarge"));
        return new Policy.Validation(expression, message, fields.text("message").strip(), reason);
    }

    private static String paramKind(Fields spec) throws ManifestException {
        @Nullable Fields kind = spec.child("paramKind");
        if (kind == null) {
            return "";
        }
        kind.only(Set.of("apiVersion", "kind"));
        return kind.required("apiVersion").getValue() + " "
                + kind.required("kind").getValue();
    }

    private CelExpression compile(ScalarNode scalar, CelCompilation.Result result) throws ManifestException {
        try {
            CelExpression expression = CelCompilation.policy(scalar.getValue(), result);
            for (String used : expression.policyVariables()) {
                if (!variables.containsKey(used)) {
                    throw new ManifestException(
                            scalar, "variables." + used + " is not defined here; variables use those above them only");
                }
            }
            return expression;
        } catch (ExpressionSyntaxException refused) {
            Place place = Place.of(scalar, refused.offset(), manifest.file().lines());
            throw new ManifestException(place, String.valueOf(refused.getMessage()));
        }
    }
}
