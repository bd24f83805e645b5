// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes items of blocks of lines, of which those of a whole file may be one document. Not thread-safe. */
final class LineItems {

    private final String file;
    private final int maxLineBytes;
    private final LineReader reader;
    private final boolean whole;
    private List<ReplayItem> items = new ArrayList<>();
    private @Nullable ByteArrayOutputStream document;
    private long number;

    /** {@code whole}: the lines begin with the file's first. */
    LineItems(String file, int maxLineBytes, LineReader reader, boolean whole) {
        this.file = file;
        this.maxLineBytes = maxLineBytes;
        this.reader = reader;
        this.whole = whole;
    }

    /** What a block holds. */
    List<ReplayItem> take(TextBlocks.Block block) {
        int from = 0;
        while (from < block.length()) {
            int end = from;
            while (end < block.length() && block.text()[end] != '\n') {
                end++;
            }
            line(block.text(), from, end);
            from = end + 1;
        }
        if (block.bad() != null) {
            number++;
            bad(document == null ? block.bad() : badDocument());
        }
        return taken();
    }

    /** What is left when there are no more blocks. */
    List<ReplayItem> end() {
        if (document != null) {
            items.addAll(reader.read(1, document.toByteArray()));
            document = null;
        }
        return taken();
    }

    /** How many lines there were. */
    long lines() {
        return number;
    }

    /** A reader for other threads of the lines that follow, null while there can't be one. */
    @Nullable
    LineReader fork() {
        return document == null && number > 0 ? reader.fork() : null;
    }

    private List<ReplayItem> taken() {
        List<ReplayItem> taken = items;
        items = new ArrayList<>();
        return taken;
    }

    private void line(byte[] text, int from, int end) {
        number++;
        int size = end - from;
        if (document != null) {
            if (document.size() + (long) size > maxLineBytes) {
                bad(badDocument());
            } else {
                document.write('\n');
                document.write(text, from, size);
            }
            return;
        }
        if (size > maxLineBytes) {
            bad(TextBlocks.tooLong(size, maxLineBytes));
            return;
        }
        // Only the beginning: enough to tell a blank line or a lone brace.
        String head = new String(text, from, Math.min(size, 16), StandardCharsets.ISO_8859_1).strip();
        if (whole && number == 1 && List.of("{", "[").contains(head)) {
            // A document that was laid out over many lines counts as one.
            document = new ByteArrayOutputStream();
            document.write(text, from, size);
        } else if (!head.isEmpty()) {
            items.addAll(reader.read(number, Arrays.copyOfRange(text, from, end)));
        }
    }

    private String badDocument() {
        return "the document is damaged or larger than " + maxLineBytes + " bytes";
    }

    private void bad(String reason) {
        // What it holds cannot be judged, so none of it is passed on.
        document = null;
        items.add(new ReplayItem.BadLine(file, number, reason, new byte[0]));
    }
}
