// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.Arrays;

/** A text that knows for each character which place of which file it came from. */
final class Located {

    private final StringBuilder text = new StringBuilder();
    private long[] places = new long[16];

    /** A place: file by number, line and column from 0. */
    static long place(int file, int line, int column) {
        return (long) file << 48 | (long) Math.min(line, 0xffffff) << 24 | Math.min(column, 0xffffff);
    }

    static int file(long place) {
        return (int) (place >>> 48);
    }

    static int line(long place) {
        return (int) (place >>> 24) & 0xffffff;
    }

    static int column(long place) {
        return (int) place & 0xffffff;
    }

    static Located of(String text, long place) {
        return new Located().append(text, place);
    }

    /** Appends a text that stands at one place as a whole. */
    Located append(String added, long place) {
        int from = text.length();
        text.append(added);
        grow();
        Arrays.fill(places, from, text.length(), place);
        return this;
    }

    Located append(Located other) {
        return append(other, 0, other.length());
    }

    Located append(Located other, int from, int to) {
        int at = text.length();
        text.append(other.text, from, to);
        grow();
        System.arraycopy(other.places, from, places, at, to - from);
        return this;
    }

    private void grow() {
        if (places.length < text.length()) {
            places = Arrays.copyOf(places, Math.max(text.length(), places.length * 2));
        }
    }

    /** Takes characters off the end. */
    void cut(int length) {
        text.setLength(length);
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    /** Where a character came from; behind the end, where the last one did. */
    long placeOf(int index) {
        return text.isEmpty() ? 0 : places[Math.min(index, text.length() - 1)];
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
