// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the plain methods of strings on texts that were folded before. */
final class TextTablesTest {

    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        "A",
        "B",
        "k",
        "\u212a",
        "s",
        "\u017f",
        "\u00c4",
        "\u00e4",
        "\ud801\udc00",
        "\ud801\udc28",
        "\ud801",
        "\udc00",
        "\u0130",
        "\u01c5",
        "9",
        "Z"
    };

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(PIECES[random.nextInt(random.nextInt(4) == 0 ? PIECES.length : 5)]);
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void foldedComparisonIsThatOfFoldedTexts(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String raw = text(random, 8);
            String folded = Fold.lower(text(random, 4));
            String as = raw + " / " + folded;
            assertThat(FoldedText.startsWith(raw, folded))
                    .as(as)
                    .isEqualTo(Fold.lower(raw).startsWith(folded));
            assertThat(FoldedText.endsWith(raw, folded))
                    .as(as)
                    .isEqualTo(Fold.lower(raw).endsWith(folded));
            assertThat(FoldedText.contains(raw, folded))
                    .as(as)
                    .isEqualTo(Fold.lower(raw).contains(folded));
            FoldedTexts one = new FoldedTexts(List.of(folded));
            assertThat(one.find(raw)).as(as).isEqualTo(Fold.lower(raw).equals(folded) ? 0 : -1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void fieldsShowWhatEachClueAloneWouldShow(long seed) {
        Random random = new Random(seed);
        Clue.Kind[] kinds = {Clue.Kind.EXACT, Clue.Kind.PREFIX, Clue.Kind.SUFFIX, Clue.Kind.PART};
        Map<Clue, List<Integer>> clues = new LinkedHashMap<>();
        for (int rule = 0; rule < 400; rule++) {
            String text = Fold.lower(text(random, 7));
            Clue clue = new Clue("f", kinds[rule % kinds.length], text.isEmpty() ? "ab" : text, null);
            clues.computeIfAbsent(clue, unused -> new ArrayList<>()).add(rule);
        }
        FieldIndex field = new FieldIndex(0, clues, 7);
        Marks marks = new Marks(7, new int[] {field.states()});
        for (int round = 0; round < 2_000; round++) {
            List<Object> value = List.of(text(random, 14), text(random, 5));
            marks.begin(new long[7]);
            field.mark(value, marks);
            Set<Integer> expected = new TreeSet<>();
            clues.forEach((clue, rules) -> {
                if (value.stream().anyMatch(text -> shows(Fold.lower(text.toString()), clue))) {
                    expected.addAll(rules);
                }
            });
            assertThat(set(marks)).as(value.toString()).isEqualTo(expected);
        }
    }

    private static boolean shows(String folded, Clue clue) {
        return switch (clue.kind()) {
            case PREFIX -> folded.startsWith(clue.text());
            case SUFFIX -> folded.endsWith(clue.text());
            case PART -> folded.contains(clue.text());
            case EXACT, NETWORK, PRESENT -> folded.equals(clue.text());
        };
    }

    private static Set<Integer> set(Marks marks) {
        Set<Integer> rules = new TreeSet<>();
        IntStream.range(0, marks.rules().length * 64)
                .filter(rule -> (marks.rules()[rule / 64] >> (rule % 64) & 1) != 0)
                .forEach(rules::add);
        return rules;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void networksAreFoundAsEachAloneContainsTheAddress(long seed) {
        Random random = new Random(seed);
        Map<Network, int[]> rules = new LinkedHashMap<>();
        for (int rule = 0; rule < 200; rule++) {
            String cidr = rule % 10 == 0
                    ? "fd00:" + random.nextInt(3) + "::/" + random.nextInt(129)
                    : "10." + random.nextInt(3) + "." + random.nextInt(3) + ".0/" + random.nextInt(33);
            rules.put(Network.parse(cidr).orElseThrow(), new int[] {rule});
        }
        NetworkTable table = new NetworkTable(rules);
        Marks marks = new Marks(4, new int[0]);
        for (int round = 0; round < 500; round++) {
            String[] texts = {
                "10." + random.nextInt(3) + "." + random.nextInt(3) + "." + random.nextInt(300),
                "::ffff:10.0." + random.nextInt(3) + ".1",
                "fd00:" + random.nextInt(3) + "::1",
                "10.0.0",
                "010.0.0.1",
                "10.0.0.1.",
                ".10.0.0.1",
                "::ffff:a00:1",
                "x"
            };
            String text = texts[random.nextInt(texts.length)];
            marks.begin(new long[4]);
            table.find(text, marks);
            Set<Integer> expected = new TreeSet<>();
            rules.forEach((network, numbers) -> {
                if (network.contains(text)) {
                    expected.add(numbers[0]);
                }
            });
            assertThat(set(marks)).as(text).isEqualTo(expected);
        }
    }
}
