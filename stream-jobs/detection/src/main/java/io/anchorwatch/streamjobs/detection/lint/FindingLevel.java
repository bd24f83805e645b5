// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.Locale;

/** How bad a finding is, least first; names are SARIF's. */
public enum FindingLevel {
    /** Worth knowing, nothing to mend. */
    NOTE,
    WARNING,
    ERROR;

    /** Its name in output. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
