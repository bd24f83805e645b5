// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import io.anchorwatch.ingest.event.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fills a spool until it refuses; writes how much it took, and the refusal, to a file. Runs in its own process. */
final class SpoolFiller {

    private SpoolFiller() {}

    /** Arguments: the spool's directory, the file for the result, a file that says it is open. */
    public static void main(String[] args) throws IOException {
        Random random = new Random(3);
        int taken = 0;
        try (Spool spool = Spool.open(Path.of(args[0]), 1L << 30, Clock.systemUTC())) {
            Files.createFile(Path.of(args[2]));
            if (System.in.read() < 0) {
                return; // the parent is gone
            }
            try {
                for (; taken < 100_000; taken++) {
                    byte[] value = new byte[4096];
                    random.nextBytes(value);
                    spool.append(List.of(new EventRecord("t", "k" + taken, Map.of(), Instant.EPOCH, value)));
                }
            } catch (SpoolRefusedException e) {
                Files.writeString(Path.of(args[1]), taken + "\n" + e.getMessage() + "\n" + refusesAgain(spool));
            }
        }
    }

    private static String refusesAgain(Spool spool) {
        try {
            spool.append(List.of(new EventRecord("t", "more", Map.of(), Instant.EPOCH, new byte[1])));
            return "taken";
        } catch (SpoolRefusedException e) {
            return "refused";
        }
    }
}
