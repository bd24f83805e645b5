// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An alert that nobody can take for a real one. */
final class TestAlert {

    private TestAlert() {}

    static Alert at(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        return new Alert(
                digest("id " + time),
                digest("anchorwatch-test"),
                new Alert.RuleRef(
                        "anchorwatch-test", "1", "0".repeat(16), "Test of this sink", List.of(), "", List.of()),
                Severity.INFORMATIONAL,
                1,
                "This is a test, sent by hand. Nothing happened.",
                time,
                "anchorwatch-test",
                new Alert.Actor("anchorwatch-test", "human", List.of(), ""),
                new Alert.Client("", List.of(), "anchorwatch"),
                "create",
                new Alert.Target("", "pods", "", "anchorwatch-test", "anchorwatch-test", "/test"),
                new Alert.Outcome("dry-run", 200, ""),
                List.of(),
                List.of(new Alert.Evidence(digest("event"), "", "ResponseComplete", time, Map.of("verb", "create"))),
                Alert.Episode.single(time),
                Alert.Correlation.NONE);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
