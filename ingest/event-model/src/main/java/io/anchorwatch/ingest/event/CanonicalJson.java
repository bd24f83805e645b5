// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * One text for one content: keys sorted by UTF-16 code units, no space, the fewest escapes, one form a number.
 *
 * <p>As RFC 8785, but for numbers: those with at most 18 integer digits and no fraction as plain integers, others as
 * {@code <digits>E<exponent>} without trailing zeros, so that nothing is rounded to a double.
 */
final class CanonicalJson {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int PLAIN_DIGITS = 18;

    private byte[] out = new byte[4096];
    private int length;

    /** The bytes of an event less its {@code kind} and {@code apiVersion}, which items of a batch do not carry. */
    static CanonicalJson ofEvent(ObjectNode event) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.object(event, true);
        return canonical;
    }

    byte[] buffer() {
        return out;
    }

    int length() {
        return length;
    }

    private void node(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object((ObjectNode) node, false);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> ascii(number(node));
            default -> ascii(node.asText());
        }
    }

    private void object(ObjectNode object, boolean top) {
        String[] names = new String[object.size()];
        int n = 0;
        for (var entry : object.properties()) {
            names[n++] = entry.getKey();
        }
        Arrays.sort(names);
        put('{');
        boolean first = true;
        for (String name : names) {
            if (top && (name.equals("kind") || name.equals("apiVersion"))) {
                continue;
            }
            if (!first) {
                put(',');
            }
            first = false;
            string(name);
            put(':');
            node(object.path(name));
        }
        put('}');
    }

    private void array(JsonNode array) {
        put('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                put(',');
            }
            node(array.path(i));
        }
        put(']');
    }

    private static String number(JsonNode node) {
        if (node.isLong()) {
            return node.asText();
        }
        BigDecimal exact = node.decimalValue();
        if (exact.signum() == 0) {
            return "0";
        }
        BigDecimal value = exact.stripTrailingZeros();
        boolean plain = value.scale() <= 0 && (long) value.precision() - value.scale() <= PLAIN_DIGITS;
        return plain ? value.toPlainString() : value.unscaledValue() + "E" + -(long) value.scale();
    }

    private void string(String text) {
        int chars = text.length();
        room(chars * 6 + 2);
        out[length++] = '"';
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                out[length++] = (byte) c;
            } else {
                i += special(text, i, c);
            }
        }
        out[length++] = '"';
    }

    /** Writes one character that is not a plain one, and returns how many further chars it took. */
    private int special(String text, int i, char c) {
        if (c == '"' || c == '\\') {
            out[length++] = '\\';
            out[length++] = (byte) c;
        } else if (c < 0x20) {
            ascii("\\u00");
            out[length++] = HEX[c >> 4];
            out[length++] = HEX[c & 15];
        } else if (c < 0x800) {
            out[length++] = (byte) (0xC0 | (c >> 6));
            out[length++] = (byte) (0x80 | (c & 0x3F));
        } else if (Character.isHighSurrogate(c)) {
            int point = text.codePointAt(i);
            out[length++] = (byte) (0xF0 | (point >> 18));
            out[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            out[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            out[length++] = (byte) (0x80 | (point & 0x3F));
            return 1;
        } else {
            out[length++] = (byte) (0xE0 | (c >> 12));
            out[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            out[length++] = (byte) (0x80 | (c & 0x3F));
        }
        return 0;
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
    }

    private void put(char c) {
        room(1);
        out[length++] = (byte) c;
    }

    private void room(int bytes) {
        if (length + bytes > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + bytes));
        }
    }
}
