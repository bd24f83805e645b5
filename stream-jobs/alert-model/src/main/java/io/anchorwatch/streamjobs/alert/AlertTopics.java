// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

/**
 * The topic that carries alerts. Key: fingerprint. Value: the alert's JSON. Timestamp: the alert's time.
 *
 * <p>Headers follow the Kafka protocol binding of CloudEvents 1.0 in binary mode, all of them UTF-8 text.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">binding</a>
 */
public final class AlertTopics {

    public static final String ALERTS = "anchorwatch.alerts";

    /** Alerts that a sink rejected or that cannot be read, raw, with the reason and where they stood in the headers. */
    public static final String DEAD_LETTERS = "anchorwatch.dead-letters";

    /** {@code ce_type} of an alert. */
    public static final String ALERT_TYPE = "io.anchorwatch.alert.v1";

    /** {@code ce_specversion} of an alert. */
    public static final String SPEC_VERSION = "1.0";

    /** {@code content-type} of an alert. */
    public static final String JSON_TYPE = "application/json";

    public static final String CE_SPEC_VERSION = "ce_specversion";
    public static final String CE_ID = "ce_id";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** Dead letters: the sink that gave the alert up. */
    public static final String SINK = "anchorwatch_sink";

    /** Dead letters: one line for the operator. */
    public static final String REASON = "anchorwatch_reason";

    /** Dead letters: where the alert stood, as topic/partition/offset, such as {@code anchorwatch.alerts/2/1187}. */
    public static final String ORIGIN = "anchorwatch_origin";

    private AlertTopics() {}
}
