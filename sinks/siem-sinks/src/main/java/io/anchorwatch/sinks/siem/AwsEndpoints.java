// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Settings;
import java.net.URI;

/**
 * Where a service of AWS answers.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">Service endpoints</a>
 */
public final class AwsEndpoints {

    private AwsEndpoints() {}

    /** The setting {@code endpoint}, or the usual one of the service in that region. */
    public static URI read(Settings settings, String service, String region) {
        if (settings.has("endpoint")) {
            return settings.url("endpoint", "https://" + service + ".eu-central-1.amazonaws.com");
        }
        // A bad name is told by the checks of the configuration.
        String safe = region.matches("[a-z0-9-]{1,32}") ? region : "none";
        return URI.create("https://" + service + "." + safe + ".amazonaws.com"
                + (partition(region).equals("aws-cn") ? ".cn" : ""));
    }

    /** The partition that a region is in. */
    public static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
