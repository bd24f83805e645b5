// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

/** The topic that carries alerts. Key: fingerprint. Value: the alert's JSON. Timestamp: the alert's time. */
public final class AlertTopics {

    public static final String ALERTS = "anchorwatch.alerts";

    /** {@code ce_type} of an alert. */
    public static final String ALERT_TYPE = "io.anchorwatch.alert.v1";

    private AlertTopics() {}
}
