// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, in Sigma's five levels, weakest first. */
public enum Severity {
    INFORMATIONAL(10),
    LOW(21),
    MEDIUM(47),
    HIGH(73),
    CRITICAL(99);

    private final int riskScore;

    Severity(int riskScore) {
        this.riskScore = riskScore;
    }

    /** The risk score, 0 to 100, of a rule that states none. */
    public int defaultRiskScore() {
        return riskScore;
    }

    /** Its name on the wire: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of that name, in lower case, or empty. */
    public static Optional<Severity> of(String wireName) {
        for (Severity severity : values()) {
            if (severity.wireName().equals(wireName)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
