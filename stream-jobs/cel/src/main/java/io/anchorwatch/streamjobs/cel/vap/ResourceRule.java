// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.cel.Operation;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Which requests a policy is about: operation, resource, scope and name. */
record ResourceRule(
        List<String> groups,
        List<String> versions,
        List<String> operations,
        List<String> resources,
        String scope,
        List<String> names) {

    private static final Set<String> FIELDS =
            Set.of("apiGroups", "apiVersions", "operations", "resources", "scope", "resourceNames");

    static ResourceRule of(Node node) throws ManifestException {
        Fields fields = Fields.of(node, "a resource rule").only(FIELDS);
        ResourceRule rule = new ResourceRule(
                fields.texts("apiGroups"),
                fields.texts("apiVersions"),
                fields.texts("operations"),
                fields.texts("resources"),
                fields.oneOf("scope", List.of("*", "Cluster", "Namespaced")),
                fields.texts("resourceNames"));
        if (rule.groups.isEmpty() || rule.versions.isEmpty() || rule.operations.isEmpty() || rule.resources.isEmpty()) {
            throw new ManifestException(node, "a resource rule needs apiGroups, apiVersions, operations and resources");
        }
        for (String operation : rule.operations) {
            if (!Set.of("*", "CREATE", "UPDATE", "DELETE", "CONNECT").contains(operation)) {
                throw new ManifestException(
                        fields.key("operations"),
                        "operations are CREATE, UPDATE, DELETE, CONNECT or *, not '" + operation + "'");
            }
        }
        return rule;
    }

    /** {@code anyVersion}: versions of a resource are taken for equivalent. */
    boolean matches(AuditView event, boolean anyVersion) {
        return has(operations, Operation.of(event).name())
                && has(groups, event.text(Envelope.API_GROUP))
                && (anyVersion || has(versions, event.text(Envelope.API_VERSION)))
                && matchesResource(event.text(Envelope.RESOURCE), event.text(Envelope.SUBRESOURCE))
                && matchesScope(event)
                && (names.isEmpty() || names.contains(event.text(Envelope.NAME)));
    }

    private static boolean has(List<String> wanted, String actual) {
        return wanted.contains("*") || wanted.contains(actual);
    }

    private boolean matchesResource(String resource, String subresource) {
        for (String wanted : resources) {
            int slash = wanted.indexOf('/');
            String main = slash < 0 ? wanted : wanted.substring(0, slash);
            String sub = slash < 0 ? "" : wanted.substring(slash + 1);
            if ((main.equals("*") || main.equals(resource)) && (sub.equals("*") || sub.equals(subresource))) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesScope(AuditView event) {
        boolean cluster = event.text(Envelope.NAMESPACE).isEmpty() || isNamespace(event);
        return scope.equals("*") || scope.equals("Cluster") == cluster;
    }

    /** A request for a namespace itself, whose namespace an audit event gives as its own name. */
    static boolean isNamespace(AuditView event) {
        return event.text(Envelope.RESOURCE).equals("namespaces")
                && event.text(Envelope.API_GROUP).isEmpty();
    }
}
