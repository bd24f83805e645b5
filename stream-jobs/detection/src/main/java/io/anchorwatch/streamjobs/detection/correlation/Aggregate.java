// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a correlation computes over the events of its window. Decimal arithmetic: the same digits everywhere. */
final class Aggregate {

    private static final MathContext PRECISION = MathContext.DECIMAL64;

    private Aggregate() {}

    /** The value, or null when there is nothing to compute it from; {@code events} are in order. */
    static @Nullable BigDecimal of(CorrelationRule rule, List<Entry> events) {
        return switch (rule.type()) {
            case EVENT_COUNT -> BigDecimal.valueOf(events.size());
            case VALUE_COUNT -> BigDecimal.valueOf(distinct(events));
            case TEMPORAL -> BigDecimal.valueOf(Long.bitCount(seen(events)));
            case TEMPORAL_ORDERED ->
                BigDecimal.valueOf(longestChain(events, rule.rules().size()));
            case VALUE_SUM -> {
                List<BigDecimal> numbers = numbers(events);
                yield numbers.isEmpty() ? null : sum(numbers);
            }
            case VALUE_AVG -> {
                List<BigDecimal> numbers = numbers(events);
                yield numbers.isEmpty() ? null : sum(numbers).divide(BigDecimal.valueOf(numbers.size()), PRECISION);
            }
            case VALUE_PERCENTILE ->
                percentile(numbers(events), rule.condition().percentile());
            case VALUE_MEDIAN -> percentile(numbers(events), 50);
        };
    }

    /** Which of the listed rules were met, one bit each. */
    static long seen(List<Entry> events) {
        long seen = 0;
        for (Entry event : events) {
            seen |= event.rules();
        }
        return seen;
    }

    private static int distinct(List<Entry> events) {
        Set<String> values = new HashSet<>();
        events.forEach(event -> values.addAll(event.values()));
        return values.size();
    }

    /**
     * How many of the listed rules were met in the order they are listed in. Events of one time may stand in either
     * order: clocks are not finer than that.
     */
    private static int longestChain(List<Entry> events, int rules) {
        int[] endingIn = new int[rules];
        int longest = 0;
        int next = 0;
        while (next < events.size()) {
            long time = events.get(next).timeMicros();
            long met = 0;
            for (; next < events.size() && events.get(next).timeMicros() == time; next++) {
                met |= events.get(next).rules();
            }
            int before = 0;
            for (int rule = 0; rule < rules; rule++) {
                if ((met >> rule & 1) != 0) {
                    endingIn[rule] = Math.max(endingIn[rule], before + 1);
                }
                before = Math.max(before, endingIn[rule]);
            }
            longest = Math.max(longest, before);
        }
        return longest;
    }

    private static List<BigDecimal> numbers(List<Entry> events) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Entry event : events) {
            for (String value : event.values()) {
                @Nullable BigDecimal number = Values.number(value);
                if (number != null && Math.abs((long) number.scale()) <= 400) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Between two ranks the value is interpolated, as the usual spreadsheets do. */
    private static @Nullable BigDecimal percentile(List<BigDecimal> numbers, double percentile) {
        if (numbers.isEmpty()) {
            return null;
        }
        List<BigDecimal> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        BigDecimal rank = BigDecimal.valueOf(percentile)
                .multiply(BigDecimal.valueOf(sorted.size() - 1L))
                .divide(BigDecimal.valueOf(100), PRECISION);
        int below = rank.intValue();
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low.add(high.subtract(low).multiply(rank.subtract(BigDecimal.valueOf(below)), PRECISION));
    }
}
