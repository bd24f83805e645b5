// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks hold the lines of a text, whole and in their order, wherever they are cut. */
final class TextBlocksTest {

    private static final int MOST = 150_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void blocksHoldAllLinesAndSayWhichAreTooLong(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("y".repeat(random.nextInt(5) == 0 ? random.nextInt(400_000) : random.nextInt(300)));
        }
        String text = String.join("\n", lines) + (seed % 2 == 0 ? "\n" : "");
        List<String> expected = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            expected.add(
                    line.length() > MOST ? "the line has " + line.length() + " bytes; at most 150000 are read" : line);
        }
        if (expected.get(expected.size() - 1).isEmpty()) {
            expected.remove(expected.size() - 1);
        }
        assertThat(read(text, 0, random)).isEqualTo(expected);
        int begin = 1 + text.indexOf('\n', text.length() / 2);
        int before =
                (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
        assertThat(read(text, begin, random)).isEqualTo(expected.subList(before, expected.size()));
    }

    private static List<String> read(String text, long begin, Random random) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TextBlocks blocks = new TextBlocks(new ByteArrayInputStream(bytes), MOST, new AtomicLong());
        blocks.skipTo(begin);
        List<String> lines = new ArrayList<>();
        long at = begin;
        for (TextBlocks.@Nullable Block block = next(blocks, random); block != null; block = next(blocks, random)) {
            assertThat(block.offset()).isEqualTo(at);
            String piece = new String(block.text(), 0, block.length(), StandardCharsets.UTF_8);
            if (!piece.isEmpty()) {
                for (String line :
                        (piece.endsWith("\n") ? piece.substring(0, piece.length() - 1) : piece).split("\n", -1)) {
                    lines.add(line.length() > MOST ? TextBlocks.tooLong(line.length(), MOST) : line);
                }
            }
            at += block.length();
            if (block.bad() != null) {
                lines.add(block.bad());
                at = text.indexOf('\n', (int) at) + 1L;
            }
        }
        return lines;
    }

    private static TextBlocks.@Nullable Block next(TextBlocks blocks, Random random) throws IOException {
        return blocks.next(1 + random.nextInt(300_000), 0);
    }
}
