// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

/**
 * Where a finding is.
 *
 * @param file as the user named it
 * @param line from 1, 0 when the whole file is meant
 * @param column from 1, in characters
 * @param source the text of that line, empty when unknown
 */
public record FindingPlace(String file, int line, int column, String source) {

    static FindingPlace of(String file) {
        return new FindingPlace(file, 0, 0, "");
    }
}
