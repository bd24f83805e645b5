// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The encodings that a value may be looked for in. Bytes that are no text yet stand as characters up to U+00FF.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, appendix on modifiers</a>
 */
final class Encoding {

    /** More options in one value would make more alternatives than anybody means. */
    private static final int MAX_VARIANTS = 5 * 5 * 5;

    private Encoding() {}

    /** Big or little endian UTF-16, with its byte order mark if asked. */
    static String utf16(String text, Modifier how) {
        byte[] bytes = text.getBytes(how == Modifier.UTF16BE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        String characters = new String(bytes, StandardCharsets.ISO_8859_1);
        return how == Modifier.UTF16 ? "\u00ff\u00fe" + characters : characters;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What is left of the base64 of a longer text, at each of the three places the value can have in it. */
    static List<String> base64AtAnyOffset(byte[] bytes) {
        int[] unsure = {0, 2, 3};
        int[] open = {0, 3, 2};
        List<String> variants = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            Arrays.fill(shifted, 0, offset, (byte) ' ');
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = base64(shifted);
            int end = encoded.length() - open[shifted.length % 3];
            if (unsure[offset] < end) {
                variants.add(encoded.substring(unsure[offset], end));
            }
        }
        return variants;
    }

    /** Every spelling of a text that holds {@link TextGlob#DASH}; empty when there are too many. */
    static List<String> spelled(String pattern) {
        List<String> spelled = new ArrayList<>(List.of(pattern));
        for (int i = 0; i < pattern.length() && !spelled.isEmpty(); i++) {
            if (pattern.charAt(i) == TextGlob.DASH) {
                spelled = spelled(spelled, i);
            }
        }
        return spelled;
    }

    private static List<String> spelled(List<String> texts, int at) {
        List<String> all = new ArrayList<>();
        if (texts.size() * 5 <= MAX_VARIANTS) {
            for (String text : texts) {
                for (char dash : TextGlob.DASHES.toCharArray()) {
                    all.add(text.substring(0, at) + dash + text.substring(at + 1));
                }
            }
        }
        return all;
    }
}
