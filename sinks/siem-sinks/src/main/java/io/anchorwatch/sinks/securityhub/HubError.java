// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import io.anchorwatch.sinks.http.HttpAnswer.Status;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers of AWS that are about keys, permissions or time. Some of them come with status 400, which else is about a finding.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/CommonErrors.html">Common errors</a>
 */
final class HubError {

    private HubError() {}

    /** What an operator has to do; empty when it may be about a finding. */
    static Optional<String> advice(Status status) {
        // Behind a colon some services add the address of their schema.
        String type =
                status.header("x-amzn-errortype").orElse("").split(":", 2)[0].toLowerCase(Locale.ROOT);
        if (matches(type, "signature", "expired", "unrecognizedclient", "invalidclienttoken", "authentication")) {
            return Optional.of(
                    "renew accessKey, secretKey and sessionToken, and see whether this machine's clock is right");
        }
        if (matches(type, "accessdenied", "invalidaccess", "notauthorized", "optin") || status.code() == 403) {
            return Optional.of(
                    "allow securityhub:BatchImportFindings, and enable Security Hub in the account and region");
        }
        if (matches(type, "throttl", "toomany", "limitexceeded", "aborted")) {
            return Optional.of("it asks for time");
        }
        return Optional.empty();
    }

    private static boolean matches(String type, String... parts) {
        for (String part : parts) {
            if (type.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
