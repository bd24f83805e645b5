// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.SplittableRandom;

/** Texts of characters from everywhere, those that mean something to a format more often. */
final class RandomTexts {

    private static final String SPECIAL =
            "|=\\^\"'<>&{}[]()*_~`@#:;,%$ \t\r\n\0\u001b\u001f\u2028\u202e\ufe0f\ud800\udc00";

    private RandomTexts() {}

    /** At least one character, at most {@code most}. */
    static String text(SplittableRandom random, int most) {
        int length = random.nextInt(1, most + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 1 -> text.appendCodePoint(random.nextInt(0x110000));
                case 2 -> text.append((char) random.nextInt(0x10000));
                default -> text.append((char) random.nextInt('0', 'z'));
            }
        }
        return text.toString();
    }
}
