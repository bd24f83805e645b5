// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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
    /** Of object changes alone: see {@code OBJECTS.md}. */
    ATTRIBUTION("attribution"),
    ORIGIN("origin"),
    CHANGED_FIELDS("changedFields"),
    OWNER_APPLIED_BY("owner.appliedBy"),
    REQUEST_OBJECT("requestObject"),
    RESPONSE_OBJECT("responseObject"),
    OLD_OBJECT("oldObject");

    private static final Set<Envelope> BODIES =
            Collections.unmodifiableSet(EnumSet.of(REQUEST_OBJECT, RESPONSE_OBJECT, OLD_OBJECT));

    private final String path;

    Envelope(String path) {
        this.path = path;
    }

    /** Whether it is kept as bytes that become a tree when a rule looks into it. */
    public boolean isBody() {
        return BODIES.contains(this);
    }

    /** Its path in the event, keys joined with dots. */
    public String path() {
        return path;
    }
}
