// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many pods a workload is to have. */
public final class Scaling {

    private Scaling() {}

    /** How many it was to have. */
    public static Object before(JsonNode before, JsonNode now) {
        return replicas(before);
    }

    /** How many times as many it is to have, to two digits; absent when it had none. */
    public static Object factor(JsonNode before, JsonNode now) {
        long old = replicas(before);
        return old <= 0
                ? Missing.ABSENT
                : BigDecimal.valueOf(replicas(now)).divide(BigDecimal.valueOf(old), 2, RoundingMode.HALF_UP);
    }

    /** Whether it had some and is to have none. */
    public static Object toZero(JsonNode before, JsonNode now) {
        return replicas(before) > 0 && replicas(now) == 0;
    }

    /** As many as it is to have; 1 where nothing is written. */
    public static long replicas(JsonNode object) {
        return Nodes.number(object.path("spec").path("replicas")) instanceof Long number ? number : 1;
    }
}
