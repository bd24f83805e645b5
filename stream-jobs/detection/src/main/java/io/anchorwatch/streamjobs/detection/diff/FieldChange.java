// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One place at which two forms of an object differ.
 *
 * @param field the place as rules name it: keys joined with dots, no indices, such as {@code spec.containers.image}
 * @param pointer the place as a JSON Pointer into the later form, or into the earlier one where it is gone
 * @param before the value there, missing when there was none
 * @param after the value there now, missing when there is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
public record FieldChange(String field, String pointer, JsonNode before, JsonNode after) {}
