// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log on disk remembers and forgets what the one in memory does. */
final class DiskRequestLogTest {

    private static final int PUTS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    private Path dir;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itAnswersAsTheOneInMemory(long seed) throws IOException {
        Random random = new Random(seed);
        InMemoryRequestLog expected = new InMemoryRequestLog();
        DiskRequestLog log = new DiskRequestLog(dir.resolve("requests"), 1);
        int remembered = 0;
        for (int i = 0; i < PUTS; i++) {
            long time = 10 * HOUR_MS * i / PUTS + random.nextInt(1_000);
            // Now and then a clock is far off, or two in a row.
            time += random.nextInt(500) == 0 ? random.nextInt(100) * HOUR_MS : 0;
            String key = "cluster/" + (i - random.nextInt(1 + Math.min(i, 20_000)));
            byte[] known = expected.get(key, time);
            assertThat(log.get(key, time)).isEqualTo(known);
            remembered += known == null ? 0 : 1;
            byte[] state = new byte[random.nextInt(1_000) == 0 ? 30_000 : random.nextInt(300)];
            random.nextBytes(state);
            expected.put(key, state, time);
            log.put(key, state, time);
            if (random.nextInt(20_000) == 0) {
                log = again(log);
            }
        }
        assertThat(remembered).isBetween(PUTS / 20, PUTS - PUTS / 20);
        assertThat(log.size()).isLessThan(PUTS / 2);
        // Places in the file are used again.
        assertThat(Files.size(dir.resolve("requests"))).isBetween(1L << 20, PUTS * 150L);
        log.close();
    }

    private DiskRequestLog again(DiskRequestLog log) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        log.write(new DataOutputStream(saved));
        log.close();
        DiskRequestLog next = new DiskRequestLog(dir.resolve("requests"), 1);
        next.read(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        return next;
    }
}
