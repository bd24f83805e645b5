// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

/**
 * The fields of an {@code audit.k8s.io/v1} Event that get a slot; everything else is found through the tree.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">apiserver-audit.v1</a>
 */
public enum Envelope {
    LEVEL("level"),
    AUDIT_ID("auditID"),
    STAGE("stage"),
    REQUEST_URI("requestURI"),
    VERB("verb"),
    USERNAME("user.username"),
    USER_UID("user.uid"),
    USER_GROUPS("user.groups"),
    IMPERSONATED_USERNAME("impersonatedUser.username"),
    IMPERSONATED_GROUPS("impersonatedUser.groups"),
    SOURCE_IPS("sourceIPs"),
    USER_AGENT("userAgent"),
    API_GROUP("objectRef.apiGroup"),
    API_VERSION("objectRef.apiVersion"),
    RESOURCE("objectRef.resource"),
    SUBRESOURCE("objectRef.subresource"),
    NAMESPACE("objectRef.namespace"),
    NAME("objectRef.name"),
    STATUS_CODE("responseStatus.code"),
    STATUS_REASON("responseStatus.reason"),
    STATUS_MESSAGE("responseStatus.message"),
    RECEIVED_AT("requestReceivedTimestamp"),
    STAGE_TIME("stageTimestamp"),
    DECISION("annotations.authorization.k8s.io/decision"),
    DECISION_REASON("annotations.authorization.k8s.io/reason"),
    REQUEST_OBJECT("requestObject"),
    RESPONSE_OBJECT("responseObject");

    private final String path;

    Envelope(String path) {
        this.path = path;
    }

    /** Its path in the event, keys joined with dots. */
    public String path() {
        return path;
    }
}
