// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Identity of an event: the first 160 bits of SHA-256 over its redacted content in canonical form, as 40 hex digits.
 *
 * <p>Never the client-chosen {@code auditID} alone: whoever sends {@code Audit-ID} could reuse one to hide an action.
 */
public record EventId(String value) {

    public EventId {
        if (value.length() != 40
                || !value.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c))) {
            throw new IllegalArgumentException("an event id is 40 lower-case hex digits, not '" + value + "'");
        }
    }

    /** The id of an event whose content is final: redacted and within limits. */
    static EventId of(ObjectNode event) {
        CanonicalJson canonical = CanonicalJson.ofEvent(event);
        return new EventId(Sha256.hex160(canonical.buffer(), canonical.length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
