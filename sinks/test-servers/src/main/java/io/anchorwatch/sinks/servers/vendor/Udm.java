// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/**
 * Which events of the Unified Data Model are valid, of the types an alert about a cluster can be.
 *
 * @see <a href="https://cloud.google.com/chronicle/docs/unified-data-model/udm-usage">required fields</a>
 * @see <a href="https://cloud.google.com/chronicle/docs/reference/udm-field-list">fields and enums</a>
 */
final class Udm {

    private static final Set<String> TYPES = Set.of(
            "GENERIC_EVENT",
            "USER_RESOURCE_ACCESS",
            "USER_RESOURCE_CREATION",
            "USER_RESOURCE_DELETION",
            "USER_RESOURCE_UPDATE_CONTENT",
            "USER_RESOURCE_UPDATE_PERMISSIONS");
    private static final Set<String> SEVERITIES =
            Set.of("UNKNOWN_SEVERITY", "INFORMATIONAL", "ERROR", "NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final Set<String> ALERT_STATES = Set.of("UNSPECIFIED", "NOT_ALERTING", "ALERTING");
    private static final Set<String> ACTIONS =
            Set.of("UNKNOWN_ACTION", "ALLOW", "BLOCK", "ALLOW_WITH_MODIFICATION", "QUARANTINE", "FAIL", "CHALLENGE");
    private static final Set<String> NOUNS = Set.of("principal", "src", "target", "intermediary", "observer", "about");

    private Udm() {}

    static List<String> problems(JsonNode udm) {
        JsonNode metadata = udm.path("metadata");
        String type = metadata.path("eventType").asText();
        Checks checks = new Checks()
                .that(isTime(metadata.path("eventTimestamp").asText()), "metadata.eventTimestamp")
                .oneOf(metadata, "eventType", TYPES)
                .text(metadata, "vendorName", Integer.MAX_VALUE)
                .text(metadata, "productName", Integer.MAX_VALUE)
                .optionalText(metadata, "productEventType", Integer.MAX_VALUE)
                .that(NOUNS.stream().anyMatch(udm::has), "none of " + NOUNS);
        if (type.startsWith("USER_RESOURCE_")) {
            checks.that(udm.at("/principal/user").isObject(), type + " needs principal.user")
                    .that(udm.at("/target/resource").isObject(), type + " needs target.resource");
        }
        JsonNode results = udm.path("securityResult");
        checks.that(results.isMissingNode() || results.isArray(), "securityResult is no array");
        for (JsonNode result : results) {
            if (result.has("severity")) {
                checks.oneOf(result, "severity", SEVERITIES);
            }
            if (result.has("alertState")) {
                checks.oneOf(result, "alertState", ALERT_STATES);
            }
            // It is repeated, though its name is not plural.
            checks.that(!result.has("action") || result.path("action").isArray(), "action is no array");
            result.path("action").forEach(action -> checks.that(ACTIONS.contains(action.asText()), "action"));
        }
        for (String noun : NOUNS) {
            JsonNode addresses = udm.path(noun).path("ip");
            checks.that(addresses.isMissingNode() || addresses.isArray(), noun + ".ip is no array");
        }
        return checks.problems();
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
