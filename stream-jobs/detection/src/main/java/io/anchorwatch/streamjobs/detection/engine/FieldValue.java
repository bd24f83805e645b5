// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

/**
 * A field as nodes read it.
 *
 * @param place where a {@link Match} keeps its value, -1 when reading it again costs nothing
 */
record FieldValue(int place, FieldReader reader) {

    Object of(Match match) {
        return place < 0 ? reader.read(match.event()) : match.value(place, reader);
    }
}
