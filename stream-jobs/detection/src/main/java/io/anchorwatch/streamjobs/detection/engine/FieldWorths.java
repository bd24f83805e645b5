// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Set;

/** How much the fields of audit events tell of which rules can fire. A choice of speed only. */
final class FieldWorths {

    /** Almost every event has the same few values, or a discriminator looks at them already. */
    private static final Set<String> TELLS_NOTHING = Set.of(
            "level",
            "stage",
            "verb",
            "objectRef.resource",
            "objectRef.subresource",
            "objectRef.apiVersion",
            "actor.kind",
            "outcome",
            "target.protected");

    private static final Set<String> TELLS_LITTLE =
            Set.of("objectRef.apiGroup", "responseStatus.code", "annotations.authorization.k8s.io/decision");

    /** Most events don't have them. */
    private static final Set<String> RARE = Set.of(
            "impersonatedUser.username",
            "impersonatedUser.groups",
            "responseStatus.reason",
            "responseStatus.message",
            "exec.command",
            "client.claimed");

    private FieldWorths() {}

    /** Worth as {@link io.anchorwatch.streamjobs.detection.index.FieldWorth} has it: envelope and facts, then bodies. */
    static int of(String field, Schema.Cost cost, boolean presence) {
        if (TELLS_NOTHING.contains(field)) {
            return -1;
        }
        if (cost == Schema.Cost.SLOT || cost == Schema.Cost.FACT) {
            if (presence) {
                return RARE.contains(field) ? 3 : -1;
            }
            return TELLS_LITTLE.contains(field) ? 1 : 4;
        }
        if (cost == Schema.Cost.BODY) {
            return presence ? 1 : 2;
        }
        return 0;
    }
}
