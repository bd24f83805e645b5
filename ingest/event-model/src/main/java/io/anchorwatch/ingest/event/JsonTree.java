// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * JSON that has been read.
 *
 * @param root the value; of a key that came twice, the last, as the API server reads it
 * @param repaired whether the text must be written anew: twice the same key, a lone surrogate, an endless number
 * @param tooDeep whether containers below the depth limit were replaced by null
 * @param bodiesSkipped whether requestObject or responseObject were left out on demand
 * @param ambiguous the objects, by identity, that had some key twice
 */
record JsonTree(JsonNode root, boolean repaired, boolean tooDeep, boolean bodiesSkipped, Set<JsonNode> ambiguous) {}
