// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

/** How much of all files together is read before it is asked for. For one thread. */
final class ReadAhead {

    private static final int BYTES = 16 << 20;
    private static final int LARGEST = 1 << 18;
    private static final int SMALLEST = 1 << 16;

    private final int most;
    private int files;
    private int parts;

    ReadAhead(Workers workers) {
        this.most = workers.threads() == 1 ? 0 : 2 * workers.threads() + 2;
    }

    void opened() {
        files++;
    }

    void closed() {
        files--;
    }

    /** Takes a place for one more part, if there is one. */
    boolean take() {
        boolean free = parts < most;
        parts += free ? 1 : 0;
        return free;
    }

    /** Gives a place back. */
    void free() {
        parts--;
    }

    /** About how many bytes of text a part should hold. */
    int partBytes() {
        return Math.max(SMALLEST, Math.min(LARGEST, BYTES / Math.max(1, files)));
    }

    /** Whether anything may be read that nobody waits for. */
    boolean allowed() {
        return most > 0;
    }
}
