// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A correlation's {@code timespan}: a number and a unit. Months and years are averages, as in pySigma. */
final class Timespan {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})([smhdwMy])");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L, "M", 2_629_746L, "y", 31_556_952L);
    private static final long MAX_SECONDS = 31_556_952L;

    private Timespan() {}

    static Duration parse(ScalarNode node) throws RuleSyntaxException {
        Matcher matcher = SHAPE.matcher(node.getValue());
        if (!matcher.matches()) {
            throw new RuleSyntaxException(
                    node,
                    "timespan is a number and one of s, m, h, d, w, M, y, such as 5m; not '" + node.getValue() + "'");
        }
        long seconds = Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 0L);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new RuleSyntaxException(node, "timespan is from 1s to 1y");
        }
        return Duration.ofSeconds(seconds);
    }
}
