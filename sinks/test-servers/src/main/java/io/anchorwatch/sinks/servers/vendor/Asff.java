// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which findings of the AWS Security Finding Format are valid.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html">required</a>
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html">fields</a>
 */
final class Asff {

    private static final Set<String> LABELS = Set.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final Pattern TYPE =
            Pattern.compile("(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors"
                    + "|Sensitive Data Identifications)(/[^/]+){0,2}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private Asff() {}

    static List<String> problems(JsonNode finding) {
        Checks checks = new Checks()
                .that(finding.path("SchemaVersion").asText().equals("2018-10-08"), "SchemaVersion")
                .text(finding, "Id", 512)
                .text(finding, "GeneratorId", 512)
                .text(finding, "Title", 256)
                .text(finding, "Description", 1024)
                .that(ACCOUNT.matcher(finding.path("AwsAccountId").asText()).matches(), "AwsAccountId")
                .that(
                        finding.path("ProductArn").asText().matches("arn:aws[a-z-]*:securityhub:.*:product/.*"),
                        "ProductArn")
                .that(isTime(finding.path("CreatedAt").asText()), "CreatedAt")
                .that(isTime(finding.path("UpdatedAt").asText()), "UpdatedAt")
                .array(finding, "Types", 1, 50)
                .array(finding, "Resources", 1, 32);
        finding.path("Types")
                .forEach(type -> checks.that(TYPE.matcher(type.asText()).matches(), "Types"));
        for (JsonNode resource : finding.path("Resources")) {
            checks.text(resource, "Type", 256).text(resource, "Id", 512);
        }
        JsonNode severity = finding.path("Severity");
        JsonNode normalized = severity.path("Normalized");
        checks.that(severity.has("Label") || severity.has("Normalized"), "Severity has no Label")
                .that(
                        !severity.has("Label")
                                || LABELS.contains(severity.path("Label").asText()),
                        "Severity.Label")
                .that(
                        normalized.isMissingNode()
                                || (normalized.isInt() && normalized.asInt() >= 0 && normalized.asInt() <= 100),
                        "Severity.Normalized");
        // What an importer may set but should leave to the customer.
        checks.that(!finding.has("Workflow") && !finding.has("Note"), "Workflow and Note are the customer's");
        int fields = 0;
        for (JsonNode field : finding.path("ProductFields")) {
            checks.that(field.isTextual() && field.textValue().length() <= 2048, "ProductFields");
            fields++;
        }
        return checks.that(fields <= 50, "more than 50 ProductFields").problems();
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
