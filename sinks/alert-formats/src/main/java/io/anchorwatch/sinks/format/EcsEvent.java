// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * ECS' categorization of an alert. Every type is one that ECS expects with one of the categories.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-allowed-values-event-category">event.category</a>
 */
final class EcsEvent {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Set<String> IAM = Set.of("serviceaccounts", "users", "groups", "certificatesigningrequests");
    private static final Set<String> RUNS = Set.of("exec", "attach", "portforward", "ephemeralcontainers");
    private static final String ACCESS = "access";

    private EcsEvent() {}

    static List<String> categories(Alert alert) {
        List<String> categories = new ArrayList<>(List.of("intrusion_detection", "api"));
        Alert.Target target = alert.target();
        if (RUNS.contains(target.subresource())) {
            categories.add("process");
        } else if (!kind(alert).equals(ACCESS)) {
            categories.add(target.apiGroup().equals(RBAC) || IAM.contains(target.resource()) ? "iam" : "configuration");
        }
        return List.copyOf(categories);
    }

    static List<String> types(Alert alert) {
        List<String> types = new ArrayList<>();
        types.add(RUNS.contains(alert.target().subresource()) ? "start" : kind(alert));
        switch (alert.outcome().result()) {
            case "denied" -> types.add("denied");
            case "success" -> types.add("allowed");
            default -> types.add("info");
        }
        return List.copyOf(types);
    }

    private static String kind(Alert alert) {
        return switch (alert.verb()) {
            case "create", "post" -> "creation";
            case "update", "patch", "put", "bind", "approve", "sign", "escalate", "" -> "change";
            case "delete", "deletecollection" -> "deletion";
            default -> ACCESS;
        };
    }

    /** ECS knows success, failure and unknown; what ended well but did nothing is unknown. */
    static String outcome(Alert alert) {
        return switch (alert.outcome().result()) {
            case "success" -> "success";
            case "denied", "failed" -> "failure";
            default -> "unknown";
        };
    }
}
