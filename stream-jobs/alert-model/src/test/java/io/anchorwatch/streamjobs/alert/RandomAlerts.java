// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Alerts full of what an attacker would write. */
final class RandomAlerts {

    private static final List<String> HOSTILE = List.of(
            "",
            "alice",
            "\"},{\"id\":\"",
            "line\r\nbreak\u2028\u2029",
            "\u001b[31m\u0000\u009b\u202e",
            "\u00e9\u6f22\ud83d\ude80",
            "${jndi:ldap://x}",
            "\\u0000\\",
            "%s%n");

    private final RandomGenerator random;
    private final boolean loneSurrogates;

    RandomAlerts(RandomGenerator random, boolean loneSurrogates) {
        this.random = random;
        this.loneSurrogates = loneSurrogates;
    }

    Alert next() {
        return new Alert(
                text(),
                text(),
                new RuleRef(text(), text(), text(), text(), texts(), text(), texts(), text()),
                any(List.of(Severity.values())),
                random.nextInt(101),
                text(),
                time(),
                text(),
                new Actor(text(), text(), texts(), text()),
                new Client(text(), texts(), text()),
                text(),
                new Target(text(), text(), text(), text(), text(), text()),
                new Outcome(text(), random.nextInt(600), text()),
                changes(),
                evidence(),
                new Alert.Episode(
                        random.nextLong(Long.MAX_VALUE),
                        time(),
                        time(),
                        any(List.of(EpisodeState.values())),
                        random.nextInt(3),
                        text()),
                random.nextBoolean() ? Alert.Correlation.NONE : correlation());
    }

    private Alert.Correlation correlation() {
        return new Alert.Correlation(text(), text(), matched(), text(), random.nextBoolean(), random.nextBoolean());
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            changes.add(new Change(text(), text(), text()));
        }
        return changes;
    }

    private List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            evidence.add(new Evidence(text(), text(), text(), time(), matched()));
        }
        return evidence;
    }

    private Map<String, String> matched() {
        Map<String, String> matched = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            matched.put(text(), text());
        }
        return matched;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000) * 1000L);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(any(HOSTILE));
            if (loneSurrogates && random.nextBoolean()) {
                text.append((char) random.nextInt(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1));
            }
        }
        return text.toString();
    }
}
