// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** More of everything than any target takes. */
final class Huge {

    private static final int MANY = 400;
    private static final String TEXT = "漢".repeat(2000);

    private Huge() {}

    static Alert alert() {
        Alert small = HostileCorpus.everywhere(TEXT);
        List<String> texts = IntStream.range(0, MANY).mapToObj(i -> i + TEXT).toList();
        Map<String, String> matched = new LinkedHashMap<>();
        texts.forEach(text -> matched.put(text, TEXT));
        return new Alert(
                small.id(),
                small.fingerprint(),
                new Alert.RuleRef(TEXT, TEXT, TEXT, TEXT, techniques(), TEXT, texts),
                Severity.LOW,
                1,
                TEXT,
                Instant.EPOCH,
                TEXT,
                new Alert.Actor(TEXT, TEXT, texts, TEXT, TEXT),
                new Alert.Client(
                        TEXT,
                        IntStream.range(0, MANY).mapToObj(i -> "2001:db8::" + i).toList(),
                        TEXT),
                TEXT,
                small.target(),
                small.outcome(),
                texts.stream().map(text -> new Change(text, TEXT, TEXT)).toList(),
                texts.stream()
                        .map(text -> new Evidence(text, TEXT, TEXT, Instant.EPOCH, matched))
                        .toList(),
                small.episode(),
                new Alert.Correlation(TEXT, TEXT, matched, TEXT, true, true));
    }

    private static List<String> techniques() {
        return IntStream.range(1000, 1000 + MANY)
                .mapToObj(i -> "T" + i + ".001")
                .toList();
    }
}
