// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Locale;

/** A severity in the words and numbers of each target. {@code FORMATS.md} shows the whole table. */
public final class SeverityMap {

    private SeverityMap() {}

    /**
     * A colour.
     *
     * @param name an English word
     * @param hex {@code #rrggbb}
     */
    public record Colour(String name, String hex) {}

    /** OCSF {@code severity_id}. See <a href="https://schema.ocsf.io/1.8.0/classes/detection_finding">OCSF 1.8.0</a>. */
    public static int ocsf(Severity severity) {
        return of(severity, 1, 2, 3, 4, 5);
    }

    /** OCSF's caption of {@link #ocsf}. */
    public static String ocsfCaption(Severity severity) {
        return of(severity, "Informational", "Low", "Medium", "High", "Critical");
    }

    /** ECS {@code event.severity}: the numbers that Elastic's detection engine gives its levels. */
    public static int ecs(Severity severity) {
        return of(severity, 0, 21, 47, 73, 99);
    }

    /** Syslog severity. See <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1">RFC 5424, 6.2.1</a>. */
    public static int syslog(Severity severity) {
        return of(severity, 6, 5, 4, 3, 2);
    }

    /** CEF severity, 0 to 10: 0–3 is low, 4–6 medium, 7–8 high, 9–10 very high. */
    public static int cef(Severity severity) {
        return of(severity, 1, 3, 5, 8, 10);
    }

    /** LEEF {@code sev}, 1 to 10. */
    public static int leef(Severity severity) {
        return cef(severity);
    }

    /** Urgency of a notable in Splunk Enterprise Security. */
    public static String splunkUrgency(Severity severity) {
        return severity.wireName();
    }

    /** Microsoft Sentinel {@code AlertSeverity}: it knows nothing above high. */
    public static String sentinel(Severity severity) {
        return of(severity, "Informational", "Low", "Medium", "High", "High");
    }

    /** {@code securityResult.severity} of Google SecOps' UDM. */
    public static String udm(Severity severity) {
        return severity.name();
    }

    /** {@code Severity.Label} of a finding in AWS Security Hub. */
    public static String asffLabel(Severity severity) {
        return severity.name();
    }

    /**
     * {@code Severity.Normalized} of a finding in AWS Security Hub: the risk score, kept within what the label stands
     * for.
     *
     * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html">Severity</a>
     */
    public static int asffNormalized(Severity severity, int riskScore) {
        int least = of(severity, 0, 1, 40, 70, 90);
        int most = of(severity, 0, 39, 69, 89, 100);
        return Math.max(least, Math.min(most, riskScore));
    }

    /** PagerDuty Events v2 {@code payload.severity}. */
    public static String pagerDuty(Severity severity) {
        return of(severity, "info", "info", "warning", "error", "critical");
    }

    /** Priority of an alert in Opsgenie and Jira Service Management. */
    public static String opsgenie(Severity severity) {
        return of(severity, "P5", "P4", "P3", "P2", "P1");
    }

    /** The label {@code severity} as Prometheus' own alerts use it. */
    public static String alertmanager(Severity severity) {
        return of(severity, "info", "info", "warning", "critical", "critical");
    }

    /**
     * OpenTelemetry {@code SeverityNumber}.
     *
     * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber">Log data model</a>
     */
    public static int otlpNumber(Severity severity) {
        return of(severity, 9, 12, 13, 17, 21);
    }

    /** OpenTelemetry {@code SeverityText}: our own word for it, as that field is meant. */
    public static String otlpText(Severity severity) {
        return severity.wireName().toUpperCase(Locale.ROOT);
    }

    /** For a stripe beside a message. */
    public static Colour colour(Severity severity) {
        return of(
                severity,
                new Colour("grey", "#8c8c8c"),
                new Colour("blue", "#2f6fdb"),
                new Colour("yellow", "#e0b400"),
                new Colour("orange", "#e8720c"),
                new Colour("red", "#c62828"));
    }

    private static <T> T of(Severity severity, T informational, T low, T medium, T high, T critical) {
        return switch (severity) {
            case INFORMATIONAL -> informational;
            case LOW -> low;
            case MEDIUM -> medium;
            case HIGH -> high;
            case CRITICAL -> critical;
        };
    }
}
