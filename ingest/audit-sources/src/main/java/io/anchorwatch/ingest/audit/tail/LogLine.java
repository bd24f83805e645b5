// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

/**
 * One line of the log.
 *
 * @param number its number in its file, from 1
 * @param bytes its content without the line end, or its beginning when it was too long
 * @param size its true length in bytes
 */
record LogLine(long number, byte[] bytes, long size) {

    boolean cut() {
        return size > bytes.length;
    }

    boolean blank() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
